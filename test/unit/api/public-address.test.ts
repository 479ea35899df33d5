import type { Request } from 'express';
import { expect, test } from 'vitest';
import { publicAddressOf } from '../../../api/http/public-address.ts';

const requestTo = (host: string | undefined) => ({ get: () => host }) as unknown as Request;

test.each([
  ['https://kunjung.example/', 'evil.example', 'https://kunjung.example'],
  ['https://kunjung.example', undefined, 'https://kunjung.example'],
  [null, 'desk.example:8080', 'http://desk.example:8080'],
  [null, '[::1]:8080', 'http://[::1]:8080'],
  [null, 'desk.example/path?x=1', 'http://desk.example'],
  [null, '"><x', 'http://localhost'],
  [null, '', 'http://localhost'],
  [null, undefined, 'http://localhost'],
])('with PUBLIC_URL %j and the host %j the address is %s', (publicUrl, host, address) => {
  expect(publicAddressOf(requestTo(host), publicUrl)).toBe(address);
});
