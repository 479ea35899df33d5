import { Router } from 'express';
import type { RequestHandler, Response } from 'express';
import { parseCookie } from 'cookie';
import type { Database } from '../db/connect.ts';
import {
  addDevice,
  findPaired,
  listDevices,
  pairDevice,
  pairingCodeOf,
  revokeDevice,
} from '../db/devices.ts';
import type { Cipher } from '../db/private.ts';
import { scopeOf } from './access.ts';
import type { Access } from './access.ts';
import type { Commands } from './commands.ts';
import { ProblemError, onlyAllows } from './problem.ts';
import { parse, pathPart } from './requests.ts';
import { deviceBody, emptyBody, pairingBody, visitId as deviceId } from './schemas.ts';

const cookieName = 'kunjung-device';
const yearMs = 365 * 86_400_000;

/** The device paired with the office that these cookies belong to, or null. */
export async function pairedDeviceOf(
  db: Database,
  cookies: string | undefined,
  office: string,
): Promise<{ id: string } | null> {
  const secret = parseCookie(cookies ?? '')[cookieName];
  return secret === undefined ? null : findPaired(db, { office, secret });
}

/** Kiosks: entered by an admin, paired by a one-time code, taken away again. */
export function deviceRoutes(parts: {
  db: Database;
  cipher: Cipher;
  access: Access;
  commands: Commands;
  publicUrl: string | null;
  throttle: RequestHandler;
}): Router {
  const { db, cipher, access, commands, publicUrl, throttle } = parts;
  const router = Router();
  const give = (response: Response, secret: string): void => {
    const secure = publicUrl?.startsWith('https:') ?? false;
    response.cookie(cookieName, secret, {
      httpOnly: true,
      sameSite: 'lax',
      secure,
      path: '/',
      maxAge: yearMs,
    });
  };

  router
    .route('/offices/:office/devices')
    .get(async (request, response) => {
      const { office } = await access.admin(request);
      response.json({ devices: await listDevices(db, office) });
    })
    .post(async (request, response) => {
      const { office, staff } = await access.admin(request);
      const { name } = parse(deviceBody, request.body, request);
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
      parse(emptyBody, request.body, request);
      await commands.once(request, { scope: scopeOf(staff) }, async ({ id: commandId }) => {
        const by = { staffId: staff.id, commandId };
        if (!(await revokeDevice(db, { office, id, by }))) throw new ProblemError('not-found');
      });
      response.json({ devices: await listDevices(db, office) });
    })
    .all(onlyAllows('POST'));

  router
    .route('/devices/pair')
    .post(throttle, async (request, response) => {
      const { code } = parse(pairingBody, request.body, request);
      const device = await pairDevice(db, code);
      if (!device) throw new ProblemError('wrong-code');
      give(response, device.secret);
      response.set('Cache-Control', 'no-store').json({ office: device.office, name: device.name });
    })
    .all(onlyAllows('POST'));
  return router;
}
