/** How long a control that replaced another one is inert: a second tap was meant for the other. */
export const settleMs = 600;

/** Boxes that overlap by less count as adjacent. */
const edgePx = 4;

/** A control that moved by no more is still where the finger looks for it. */
const nearPx = 12;

/** A rectangle in pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A control as it stood on the page: which it is, what pressing it would do, and where it was. */
export interface Standing<Control> {
  readonly control: Control;
  readonly meaning: string;
  /** Where a finger finds it on the glass. */
  readonly onGlass: Box;
  /** The same without scrolling. */
  readonly onPage: Box;
}

/** The controls that could be pressed, from a point in time. */
export interface Scene<Control> {
  readonly since: number;
  readonly controls: readonly Standing<Control>[];
}

/**
 * Until when each control of the newest scene does nothing, for those that took the place of another control
 * or of another meaning. `scenes` are in order of time; the times are those of `since`.
 */
export function unsettledUntil<Control>(scenes: readonly Scene<Control>[]): Map<Control, number> {
  const untils = new Map<Control, number>();
  for (const here of scenes.at(-1)?.controls ?? []) {
    const last = scenes.findLastIndex((scene) => stoodOther(scene, here));
    const next = scenes[last + 1];
    if (last >= 0 && next) untils.set(here.control, next.since + settleMs);
  }
  return untils;
}

/**
 * True when a control was there, and meant the same, all the while. Who presses a key aims at what a control is, not at
 * where it stands: Enter in a field still sends its form when a line above the button has just come or gone.
 */
export function wasThere<Control>(scenes: readonly Scene<Control>[], control: Control): boolean {
  const all = scenes.map(
    ({ controls }) => controls.find((standing) => standing.control === control)?.meaning,
  );
  return all.every((meaning) => meaning !== undefined && meaning === all[0]);
}

/** The scenes that can still matter at `now`: those of the last moments, and the one they began with. */
export function recentScenes<Control>(
  scenes: readonly Scene<Control>[],
  now: number,
): readonly Scene<Control>[] {
  const begun = scenes.findLastIndex(({ since }) => since < now - settleMs);
  return scenes.slice(Math.max(0, begun));
}

/** True when something else stood where a control stands now. */
function stoodOther<Control>({ controls }: Scene<Control>, here: Standing<Control>): boolean {
  const there = controls.filter((before) => overlaps(before, here));
  return there.length > 0 && !there.some((before) => isSame(before, here));
}

function isSame<Control>(before: Standing<Control>, here: Standing<Control>): boolean {
  const sameThing = before.control === here.control && before.meaning === here.meaning;
  return sameThing && (isNear(before.onGlass, here.onGlass) || isNear(before.onPage, here.onPage));
}

function isNear(a: Box, b: Box): boolean {
  const sides = ['left', 'top', 'right', 'bottom'] as const;
  return sides.every((side) => Math.abs(a[side] - b[side]) <= nearPx);
}

/**
 * Either way of measuring will do: a dialog lies over what is scrolled, and what was scrolled since is no longer
 * where the glass had it. A control that the finger scrolled is still the same on its page.
 */
function overlaps<Control>(before: Standing<Control>, here: Standing<Control>): boolean {
  return boxesOverlap(before.onGlass, here.onGlass) || boxesOverlap(before.onPage, here.onPage);
}

function boxesOverlap(a: Box, b: Box): boolean {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > edgePx && height > edgePx;
}
