/** The library's service, in every office that has one (Perpustakaan). */
const library = 'P';

/** The service of a number that is taken without a choice: the library's, else the office's first. */
export function defaultServiceOf(services: readonly { readonly code: string }[]): string {
  return (services.find(({ code }) => code === library) ?? services[0])?.code ?? library;
}
