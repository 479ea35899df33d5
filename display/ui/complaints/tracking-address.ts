import { pathOf } from '../../../domain/pages.mjs';
import { pageAddress } from '../office/office.ts';

/** Where a complaint is followed up, in the language that this page is read in. */
export const trackingAddress = (reference: string, secret: string): string =>
  `${pageAddress(pathOf('complaint-tracking', reference))}#${secret}`;
