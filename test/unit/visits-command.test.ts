import { expect, test } from 'vitest';
import { run } from '../world/programs/program.ts';

test.each(['', 'chek', '--foo', 'check adopt'])(
  'npm run visits -- %s ends with code 2, and says what can be asked',
  async (text) => {
    const visits = run(['visits', ...text.split(' ')]);
    expect({ code: await visits.ended, out: visits.out(), err: visits.err() }).toEqual({
      code: 2,
      out: '',
      err: 'Say check or adopt.\nTry: npm run visits -- --help\n',
    });
  },
);
