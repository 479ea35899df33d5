/** What an account may be. */
export const roles = ['staff', 'supervisor', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Who may act on visits; admins look after policy, accounts and devices only. */
export const deskRoles = ['staff', 'supervisor'] as const satisfies readonly Role[];
