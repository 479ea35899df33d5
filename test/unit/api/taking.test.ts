import { describe, expect, test } from 'vitest';
import { isOfHall, takingRefusalOf } from '../../../api/devices/taking.ts';
import { roles } from '../../../domain/staff/roles.ts';

const device = { id: 'a device' };
const neverAsked = () => Promise.reject(new Error('who is signed in does not matter'));

describe('an office whose kiosks are open', () => {
  test('gives numbers to everybody, and asks nobody who they are', async () => {
    const office = { code: '6500', policy: { kiosk: 'open' } } as const;
    expect(isOfHall(office.policy, null)).toBe(true);
    expect(await takingRefusalOf(office, { device: null, staff: neverAsked })).toBeNull();
  });
});

describe('an office whose kiosks are paired', () => {
  const office = { code: '6500', policy: { kiosk: 'paired' } } as const;
  const as = (staff: Parameters<typeof takingRefusalOf>[1]['staff']) =>
    takingRefusalOf(office, { device: null, staff });

  test('gives numbers on its devices, and asks nobody there', async () => {
    expect(isOfHall(office.policy, device)).toBe(true);
    expect(isOfHall(office.policy, null)).toBe(false);
    expect(await takingRefusalOf(office, { device, staff: neverAsked })).toBeNull();
  });

  test('gives numbers to the accounts of its desk, and tells everybody else why not', async () => {
    expect(await as(async () => null)).toBe('not-signed-in');
    const refusals = roles.map((role) => as(async () => ({ role, office: '6500' })));
    expect(await Promise.all(refusals)).toEqual(roles.map((role) => (role === 'admin' ? 'forbidden' : null)));
    expect(await as(async () => ({ role: 'staff', office: null }))).toBeNull();
    expect(await as(async () => ({ role: 'staff', office: '3500' }))).toBe('forbidden');
  });
});
