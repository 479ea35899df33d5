/** The roles of accounts. */
export const roles = ['staff', 'supervisor', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Who may act on visits; admins look after policy, accounts and devices only. */
export const deskRoles = ['staff', 'supervisor'] as const satisfies readonly Role[];
export const supervisors = ['supervisor'] as const satisfies readonly Role[];
export const admins = ['admin'] as const satisfies readonly Role[];
/** Supervisors may read what admins change. */
export const settingsReaders = ['supervisor', 'admin'] as const satisfies readonly Role[];
