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
