export const screenKinds = ['board', 'desk', 'phone'] as const;
export type ScreenKind = (typeof screenKinds)[number];

/** How many screens of each kind an office has open; a phone belongs to somebody who waits. */
export type Screens = Readonly<Record<ScreenKind, number>>;
