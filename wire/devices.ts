import * as z from 'zod';
import { admins } from '../domain/staff/roles.ts';
import { endpoint } from './http/endpoint.ts';
import { emptyBody, isoTime, officeCode, text } from './fields.ts';

export const deviceBody = z.strictObject({ name: text(60) }).meta({ id: 'NewDevice' });

export const pairingBody = z.strictObject({ code: z.string().regex(/^\d{8}$/) }).meta({ id: 'Pairing' });

const device = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  state: z.enum(['waiting', 'paired', 'revoked']),
  pairedAt: isoTime.nullable(),
});
/** A kiosk as admins see it. */
export type DeviceView = z.output<typeof device>;

const devices = z.array(device);

export const deviceList = z.strictObject({ devices }).meta({ id: 'Devices' });

export const deviceAdded = z.strictObject({ code: z.string(), devices }).meta({ id: 'DeviceAdded' });

export const paired = z.strictObject({ office: officeCode, name: z.string() }).meta({ id: 'Paired' });

/** Whether the browser that asks may take numbers: every one may, or only paired kiosks and those of the desk. */
export const kioskAnswer = z.strictObject({ mayTakeNumbers: z.boolean() }).meta({ id: 'Kiosk' });

export const devicesEndpoints = {
  list: endpoint('GET /offices/{office}/devices', {
    summary: "An office's kiosks",
    who: admins,
    answer: deviceList,
  }),
  add: endpoint('POST /offices/{office}/devices', {
    summary: 'Add a kiosk; its one-time code is valid for ten minutes',
    who: admins,
    body: deviceBody,
    command: true,
    status: 201,
    answer: deviceAdded,
    cache: 'no-store',
  }),
  revoke: endpoint('POST /offices/{office}/devices/{device}/revoke', {
    summary: 'Revoke a kiosk',
    who: admins,
    body: emptyBody,
    command: true,
    answer: deviceList,
  }),
  pair: endpoint('POST /devices/pair', {
    summary: 'Pair this device with its one-time code; sets a cookie',
    who: 'public',
    body: pairingBody,
    answer: paired,
    cache: 'no-store',
    problems: ['wrong-code'],
  }),
  kiosk: endpoint('GET /offices/{office}/kiosk', {
    summary: 'Whether this browser may take numbers, or must be paired first',
    who: 'public',
    answer: kioskAnswer,
    cache: 'no-store',
  }),
};
