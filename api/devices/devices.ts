import { Router } from 'express';
import type { Database } from '../../db/connect.ts';
import {
  addDevice,
  findPaired,
  listDevices,
  pairDevice,
  pairingCodeOf,
  revokeDevice,
} from '../../db/devices/devices.ts';
import type { Cipher } from '../../db/cipher.ts';
import { scopeOf } from '../http/access.ts';
import type { Access } from '../http/access.ts';
import type { Commands } from '../visits/commands.ts';
import { createCookie } from '../http/cookies.ts';
import type { Cookie } from '../http/cookies.ts';
import { ProblemError, onlyAllows } from '../http/problem.ts';
import { parse, pathPart } from '../http/requests.ts';
import { emptyBody, visitId as deviceId } from '../../wire/fields.ts';
import { pairingBody, deviceBody } from '../../wire/devices.ts';
import type { Throttle } from '../limits/throttle.ts';

/** The cookie of a paired device. Kiosks paired before keep their right: the name never changes. */
export const createDeviceCookie = (publicUrl: string | null) =>
  createCookie({ name: 'kunjung-device', publicUrl, kept: 'a-year', hostBound: false });
const { read: readSecret, header } = createDeviceCookie(null);

/** The cookie header of a paired device that is no browser. */
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

/** Kiosks: entered by an admin, paired by a one-time code, taken away again. */
export function deviceRoutes(deps: {
  db: Database;
  cipher: Cipher;
  access: Access;
  commands: Commands;
  device: Cookie;
  throttle: Throttle;
}): Router {
  const { db, cipher, access, commands, device: cookie, throttle } = deps;
  const router = Router();

  router
    .route('/offices/:office/devices')
    .get(async (request, response) => {
      const { office } = await access.admin(request);
      response.json({ devices: await listDevices(db, office) });
    })
    .post(async (request, response) => {
      const { office, staff } = await access.admin(request);
      const { name } = parse(deviceBody, request.body);
      const { id } = await commands.once(request, { scope: scopeOf(staff) }, ({ id: commandId }) =>
        addDevice({ db, cipher }, { office, name, by: { staffId: staff.id, commandId } }),
      );
      response.set('Cache-Control', 'no-store').status(201);
      response.json({ code: pairingCodeOf(cipher, id), devices: await listDevices(db, office) });
    })
    .all(onlyAllows('GET', 'POST'));

  router
    .route('/offices/:office/devices/:device/revoke')
    .post(async (request, response) => {
      const { office, staff } = await access.admin(request);
      const id = pathPart(deviceId, request.params.device);
      parse(emptyBody, request.body);
      await commands.once(request, { scope: scopeOf(staff) }, async ({ id: commandId }) => {
        const by = { staffId: staff.id, commandId };
        if (!(await revokeDevice(db, { office, id, by }))) throw new ProblemError('not-found');
      });
      response.json({ devices: await listDevices(db, office) });
    })
    .all(onlyAllows('POST'));

  router
    .route('/devices/pair')
    .post(async (request, response) => {
      const { code } = parse(pairingBody, request.body);
      const tried = await throttle.code(request);
      const device = await pairDevice(db, code);
      if (!device) throw new ProblemError('wrong-code');
      await tried.succeeded();
      cookie.give(response, device.secret);
      response.set('Cache-Control', 'no-store').json({ office: device.office, name: device.name });
    })
    .all(onlyAllows('POST'));
  return router;
}
