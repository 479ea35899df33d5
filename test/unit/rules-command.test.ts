import { expect, test } from 'vitest';
import { run } from '../world/programs/program.ts';

const why = 'Say why it is accepted: --because "…", at most 500 characters.';

test.each([
  [[''], 'Say list or accept.'],
  [['list', 'numbers_gapless'], 'Say list or accept.'],
  [['accept', 'numbers_gapless'], 'Say which rule and which subject, as the list does.'],
  [['accept', 'numbers_gapless', '6500', 'P', '2026-11-28'], why],
  [['accept', 'numbers_gapless', '6500', 'P', '2026-11-28', '--because', ' '], why],
  [['accept', 'numbers_gapless', '6500', 'P', '2026-11-28', '--because', 'x'.repeat(501)], why],
])('npm run rules -- %j ends with code 2, and says what can be asked', async (args, sentence) => {
  const rules = run(['rules', ...args]);
  expect({ code: await rules.ended, out: rules.out(), err: rules.err() }).toEqual({
    code: 2,
    out: '',
    err: `${sentence}\nTry: npm run rules -- --help\n`,
  });
});
