import {
  addDevice,
  findPaired,
  listDevices,
  pairDevice,
  pairingCodeOf,
  revokeDevice,
} from '../../db/devices/devices.ts';
import type { Database } from '../../db/connect.ts';
import { readOfficeNow } from '../../db/offices/offices.ts';
import type { devicesEndpoints } from '../../wire/devices.ts';
import { createCookie, type Cookie } from '../http/cookies.ts';
import type { Handlers } from '../http/handler.ts';
import { takingRefusalOf } from './taking.ts';

/** Never renamed, so that paired kiosks stay paired. */
export const createDeviceCookie = (publicUrl: string | null): Cookie =>
  createCookie({ name: 'kunjung-device', publicUrl, kept: 'a-year', hostBound: false });
const { read: readSecret, header } = createDeviceCookie(null);

/** The cookie header of a paired device that is not a browser. */
export const deviceCookieOf = header;

/** The device paired with the office that these cookies belong to, or null. */
export async function pairedDeviceOf(
  db: Database,
  cookies: string | undefined,
  office: string,
): Promise<{ id: string } | null> {
  const secret = readSecret(cookies);
  return secret === null ? null : findPaired(db, { office, secret });
}

/** Kiosks: added by an admin, paired with a one-time code, revoked. */
export const devicesHandlers: Handlers<typeof devicesEndpoints> = {
  async list({ params: { office } }, { db }) {
    return { devices: await listDevices(db, office) };
  },

  async add({ params: { office }, body: { name }, staff, command }, { db, cipher, commands }) {
    const { id } = await commands.once(command, (trx, { id: commandId }) =>
      addDevice(trx, cipher, { office, name, by: { staffId: staff.id, commandId } }),
    );
    return { code: pairingCodeOf(cipher, id), devices: await listDevices(db, office) };
  },

  async revoke({ params: { office, device: id }, staff, command, refuse }, { db, commands }) {
    await commands.once(command, async (trx, { id: commandId }) => {
      const by = { staffId: staff.id, commandId };
      if (!(await revokeDevice(trx, { office, id, by }))) throw refuse('not-found');
    });
    return { devices: await listDevices(db, office) };
  },

  async pair({ body: { code }, request, response, refuse }, { db, device: cookie, throttle }) {
    const tried = await throttle.code(request);
    const device = await pairDevice(db, code);
    if (!device) throw refuse('wrong-code');
    await tried.succeeded();
    cookie.give(response, device.secret);
    return { office: device.office, name: device.name };
  },

  async kiosk({ params: { office: code }, request, refuse }, { db, sessions }) {
    const cookies = request.get('cookie');
    const office = await readOfficeNow(db, code);
    if (!office) throw refuse('not-found');
    const device = await pairedDeviceOf(db, cookies, code);
    const refusal = await takingRefusalOf(office, { device, staff: () => sessions.staffOf(cookies) });
    return { mayTakeNumbers: refusal === null };
  },
};
