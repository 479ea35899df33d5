import type { OfficeView } from '../offices/office-view.ts';
import type { VisitView } from '../visits/views.ts';

/** What the first answer of a visitor's page carries, so that nothing need be asked before it is drawn. */
export type FirstAnswer =
  | { readonly kind: 'visit'; readonly view: VisitView; readonly office: OfficeView }
  | Gone;

/** A token that opens nothing (any more). */
export interface Gone {
  readonly kind: 'ended' | 'unknown';
}

/** The element that holds it as JSON. */
export const firstAnswerId = 'first-answer';
