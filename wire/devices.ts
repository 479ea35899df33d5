import * as z from 'zod';
import { isoTime, officeCode, text } from './fields.ts';

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
