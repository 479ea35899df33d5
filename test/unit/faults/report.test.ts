import { describe, expect, test } from 'vitest';
import { readOptions } from '../../faults/mix/options.ts';
import { toReport, toSummary } from '../../faults/mix/report.ts';
import type { Asked, Heard } from '../../faults/mix/history.ts';
import { shortened, toldOf } from '../../faults/mix/told.ts';

const headers = new Headers();

const asked = (at: number, extra: Partial<Asked>): Asked => ({
  at,
  tookMs: 21.4,
  who: 'desk 1',
  what: 'POST /visits/0a1b2c3d/moves arrive on 2',
  visitId: 'a',
  key: 'k',
  status: 200,
  told: null,
  ...extra,
});

describe('what was broken is told', () => {
  const heard: Heard = {
    asked: [
      asked(1_000, { status: null }),
      asked(1_200, { visitId: 'b' }),
      asked(1_500, { told: { kind: 'move', visitId: 'a', move: 'arrive', revision: 3 } }),
    ],
    shown: [],
    marks: [{ at: 900, text: '5 begins' }],
    restored: [],
  };

  test('with seed, fault, rule and what was heard of the visit, in order', () => {
    const broken = [{ rule: 'I1' as const, what: 'a move was answered and is not there', visits: ['a'] }];
    expect(toReport({ seed: 7, round: [5, 1], broken }, heard)).toBe(
      [
        'Seed 7, fault 5 with 1: 1 broken',
        '  I1 (nothing that was answered with success is lost): a move was answered and is not there a',
        'What was heard:',
        '      0.90 s --- 5 begins',
        '      1.00 s desk 1: POST /visits/0a1b2c3d/moves arrive on 2 -> no answer, 21 ms',
        '      1.50 s desk 1: POST /visits/0a1b2c3d/moves arrive on 2 -> 200 (revision 3), 21 ms',
      ].join('\n'),
    );
  });

  test('at the end with how often each fault happened, and which did not and why', () => {
    const account = {
      seed: 7,
      minutes: 2.5,
      rounds: [[5], [5], [1, 10], [1, 10]],
      notRun: new Map([[15, 'no file system can be mounted here']]),
      broken: [],
      figures: ['5: ready 812 ms after the database was back'],
    };
    expect(toSummary(account, heard)).toBe(
      [
        'Seed 7: 2.5 minutes, 3 presses, of which 1 without an answer or 503',
        'Answered with success: ticket 0, call 0, move 1, guest-book 0, cancel 0, rating 0; 0 snapshots on boards; slowest answer 21 ms',
        'Faults alone: 5 ×2',
        'Faults mixed: 1+10 ×2',
        'Not run: 15: no file system can be mounted here',
        '5: ready 812 ms after the database was back',
        'No rule was broken.',
      ].join('\n'),
    );
  });
});

describe('what a request is called', () => {
  test.each([
    ['/api/v1/visits/0a1b2c3d-1111-4222-8333-444455556666/moves', 'POST /visits/0a1b2c3d/moves arrive on 2'],
    ['/api/v1/visits/secretsecretsecret/guest-book', 'POST /visits/{token}/guest-book arrive on 2'],
  ])('%s without its token', (path, words) => {
    expect(shortened(path, { method: 'POST', body: { move: 'arrive', expectedRevision: 2 } })).toBe(words);
  });
});

describe('what an answer promised', () => {
  const visits = new Map<string, string>();
  const told = (path: string, body: object, answer: object): unknown =>
    toldOf({ path, sent: { method: 'POST', body }, answer: { status: 200, headers, body: answer } }, visits);

  test('is read from it, and a page is known by its ticket', () => {
    const ticket = { visitId: 'a', token: 't', day: '2026-11-30', number: 1, label: 'P-001' };
    expect(told('/api/v1/offices/6501/visits', {}, ticket)).toEqual({
      kind: 'ticket',
      visitId: 'a',
      office: '6501',
      day: '2026-11-30',
      number: 1,
      label: 'P-001',
    });
    expect(told('/api/v1/visits/t/rating', {}, {})).toEqual({ kind: 'rating', visitId: 'a' });
  });

  test('of a move is that it was made, also where the answer no longer shows it', () => {
    const timeline = [{ move: 'check-in' }, { move: 'call' }];
    const answer = told(
      '/api/v1/visits/a/moves',
      { move: 'arrive', expectedRevision: 2 },
      { visitId: 'a', timeline },
    );
    expect(answer).toEqual({ kind: 'move', visitId: 'a', move: 'arrive', revision: 3 });
  });

  test('nobody called is no promise', () => {
    expect(told('/api/v1/offices/6501/calls', { counter: 'FO-1' }, { visit: null })).toBeNull();
  });
});

describe('the options', () => {
  const read = (...args: string[]): unknown => readOptions(args, { known: [1, 5], random: () => 0.5 });

  test('have defaults, and are read', () => {
    expect(read()).toEqual({ minutes: 30, seed: 2 ** 29, only: null, together: false });
    expect(read('--minutes', '2.5', '--seed', '7', '--only', '5,1', '--together')).toEqual({
      minutes: 2.5,
      seed: 7,
      only: [5, 1],
      together: true,
    });
  });

  test.each([
    [['--minutes', '0'], '--minutes takes a number of minutes'],
    [['--seed', 'x'], '--seed takes a whole number'],
    [['--only', '5,99'], '--only knows 1, 5'],
  ])('%j are refused with a sentence', (args, sentence) => {
    expect(read(...args)).toBe(sentence);
  });
});
