import { pathOf } from '../pages.mjs';

/** The address of a publication's page, below the address of the service. */
export function publicationAddress(base: string, id: string): string {
  return `${base}${pathOf('publication', id)}`;
}
