import type { Checked } from './check.ts';
import type { Costs } from './load.ts';
import type { Kept } from './needs.ts';
import type { First } from './points.ts';

/** What the page tells of. */
export interface CapacityResult {
  readonly at: string;
  /** Of each look. */
  readonly seconds: number;
  readonly first: First;
  readonly costs: Costs;
  readonly kept: Kept;
  readonly checked: readonly Checked[];
}
