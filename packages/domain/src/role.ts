import * as z from 'zod';

/** Who a signed-in person is in an agency. The answer link of a hiring manager is not a role: it has no account. */
export const roles = ['leadership', 'analyst', 'recruiter', 'client', 'screener', 'admin'] as const;
export type Role = (typeof roles)[number];
export const roleSchema = z.enum(roles);

/** Roles that may see agency-wide numbers, and so may be answered from the in-memory frame. */
export const agencyWideRoles = ['leadership', 'analyst', 'admin'] as const satisfies readonly Role[];
