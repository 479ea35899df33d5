import type { TestClient } from '../../../world/client.ts';
import { seedTestOffice } from '../../../world/office.ts';
import { until } from '../../../world/until.ts';
import { patience } from '../fault.ts';
import type { Ground } from '../ground.ts';

/** Somebody whose requests are written down, at one of the apis and in the office of everybody unless said otherwise. */
export function clientOf(
  { apis, history, stack }: Ground,
  who: string,
  { at = 0, office = stack.office }: { at?: number; office?: string } = {},
): TestClient {
  return history.client(who, { base: apis[at % apis.length]?.base ?? stack.base, office });
}

/** Signs in, however long a part is away. */
export const signedIn = (client: TestClient, role: 'staff' | 'supervisor'): Promise<TestClient> =>
  until('somebody signs in', () => client.signIn(role), patience);

let offices = 6_510;

/** Opens an office for one fault alone, however long the database is away; answers its code. */
export async function openOffice(
  { stack }: Ground,
  otherwise: Omit<Parameters<typeof seedTestOffice>[1], 'code'>,
): Promise<string> {
  const code = String((offices += 1));
  await until('an office opens', () => seedTestOffice(stack.db, { code, ...otherwise }), patience);
  return code;
}
