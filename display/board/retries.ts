/** How soon a board tries again when its line broke, in milliseconds: no call may pass while it is away. */
export const boardRetries = { reconnectionDelay: 100, reconnectionDelayMax: 600 } as const;
