/** The last moment before a due time, which is a midnight: its day is the one that counts. */
export const lastMomentOf = (dueAt: string): Date => new Date(Date.parse(dueAt) - 1);
