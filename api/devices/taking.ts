import type { Staff } from '../../db/staff/sessions.ts';
import type { Policy } from '../../domain/offices/policy.ts';
import { deskRoles } from '../../domain/staff/roles.ts';
import { mayActFor } from '../http/access.ts';

/** Whether an office takes a browser, or its paired `device`, for one that stands in its hall. */
export const isOfHall = ({ kiosk }: Pick<Policy, 'kiosk'>, device: object | null): boolean =>
  kiosk === 'open' || device !== null;

/** Who asks for a number: from which paired device, if any, and, read only when that matters, who is signed in. */
interface Taker {
  readonly device: object | null;
  readonly staff: () => Promise<Pick<Staff, 'role' | 'office'> | null>;
}

/** Why a number of this office may not be taken here; null when it may: in the hall, or by an account of the desk. */
export async function takingRefusalOf(
  { code, policy }: { readonly code: string; readonly policy: Pick<Policy, 'kiosk'> },
  { device, staff: readStaff }: Taker,
): Promise<'not-signed-in' | 'forbidden' | null> {
  if (isOfHall(policy, device)) return null;
  const staff = await readStaff();
  if (!staff) return 'not-signed-in';
  return mayActFor(staff, { roles: deskRoles, office: code }) ? null : 'forbidden';
}
