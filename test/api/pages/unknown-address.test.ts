import { expect, test } from 'vitest';
import { useWorld } from '../../world/use.ts';

const world = useWorld();

const leadsTo = async (address: string, accept = 'text/html'): Promise<string | number | null> => {
  const answer = await fetch(`${world.base}${address}`, { headers: { accept }, redirect: 'manual' });
  return answer.status === 302 ? answer.headers.get('location') : answer.status;
};

test('an address of nothing leads people to the start page, in their language and of their office', async () => {
  expect(await leadsTo('/tidak/ada')).toBe('/');
  expect(await leadsTo('/tidak/ada?lang=en')).toBe('/?lang=en');
  expect(await leadsTo('/tidak/ada?x=1&lang=en&kantor=6500')).toBe('/?kantor=6500&lang=en');
  expect(await leadsTo('/tidak/ada?lang=fr&kantor=//evil.example')).toBe('/');
  expect(await leadsTo('/tidak/ada?lang=en', 'application/json')).toBe(404);
});

test('an address that was cut leads people to the start page too, and tells programs that nothing is there', async () => {
  for (const cut of ['/pustaka/%E0%A4%A', '/v/%E0%A4%A', '/%', '/riwayat/%zz']) {
    expect(await leadsTo(`${cut}?lang=en`), cut).toBe('/?lang=en');
    expect(await leadsTo(cut, 'application/json'), cut).toBe(404);
  }
  expect(await leadsTo('/api/v1/visits/%E0%A4%A')).toBe(400); // an endpoint tells what is wrong with a request
});
