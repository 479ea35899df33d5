import { runStates, sourceOutcomes } from '../../../domain/catalogue/import-runs.ts';
import { describe, expect, test } from 'vitest';
import { readMigrations } from '../../../db/migrate.ts';
import { dayKinds } from '../../../domain/offices/calendar.ts';
import { correctedFields } from '../../../domain/supervision/correction.ts';
import {
  idTypes,
  incidentKinds,
  keyStates,
  lockerStates,
  resolveCauses,
} from '../../../domain/custody/custody.ts';
import { deletionReasons } from '../../../domain/complaints/attachments.ts';
import { noticeKinds } from '../../../domain/visits/deadlines.ts';
import { escalationChannels, escalationEvents } from '../../../domain/supervision/escalation.ts';
import { goneAfterMs, freshnessAfter, staleAfterMs } from '../../../domain/boards/freshness.ts';
import { toE164 } from '../../../domain/visitors/guest-book.ts';
import { labelOf } from '../../../domain/visits/label.ts';
import { libraryUses } from '../../../domain/supervision/library-uses.ts';
import { paperOutcomes } from '../../../domain/supervision/paper.ts';
import { verdicts } from '../../../domain/visits/sla.ts';
import { priorities } from '../../../domain/visits/queue.ts';
import { ratingSources } from '../../../domain/ratings/rating.ts';
import { useSources } from '../../../domain/catalogue/in-room-use.ts';
import { publicationLanguages } from '../../../domain/catalogue/publication.ts';
import { finalSteps, steps } from '../../../domain/visits/steps.ts';
import { roles } from '../../../domain/staff/roles.ts';
import { languages } from '../../../domain/language.ts';

const sql = (await readMigrations()).map(({ text }) => text).join('\n');

/** Every list a column is checked against, as written in the migration. */
const listsOf = (column: string): string[][] =>
  [...sql.matchAll(new RegExp(`\\b${column}\\b[^,;]*? in \\(([^)]*)\\)`, 'g'))].map(([, list = '']) =>
    [...list.matchAll(/'([^']*)'/g)].map(([, word = '']) => word),
  );

describe('the lists in SQL', () => {
  test.each([
    ['role', roles],
    ['id_type', idTypes],
    ['verdict', verdicts],
    ['priority', priorities],
    ['language', languages],
    ['written_in', publicationLanguages],
    ['state', lockerStates.filter((state) => state !== 'taken')],
    ['locker_key', keyStates],
    ['cause', resolveCauses],
    ['field', correctedFields],
    ['outcome', paperOutcomes],
    ['run_state', runStates],
    ['became', sourceOutcomes],
    ['channel', escalationChannels],
    ['event', escalationEvents],
    ['use', libraryUses],
    ['source', useSources],
    ['rated_on', ratingSources],
    ['deleted_for', deletionReasons],
  ] as const)('of %s are the domain’s', (column, words) => {
    const lists = listsOf(column);
    expect(lists.length).toBeGreaterThan(0);
    for (const list of lists) expect(list).toEqual(words);
  });

  test('of steps are the domain’s', () => {
    const lists = listsOf('step').map((list) => list.toSorted());
    expect(lists[0]).toEqual(steps.toSorted());
    for (const list of lists.slice(1)) expect(list).toEqual(finalSteps.toSorted());
  });

  test('of notices, calendar days and incidents are the domain’s', () => {
    const kinds = listsOf('kind');
    for (const words of [noticeKinds, dayKinds, incidentKinds]) expect(kinds).toContainEqual([...words]);
  });
});

describe('a label', () => {
  test.each([
    [1, 'P-001'],
    [12, 'P-012'],
    [999, 'P-999'],
    [1000, 'P-1000'],
  ])('of %d is %s', (number, label) => {
    expect(labelOf('P', number)).toBe(label);
  });
});

describe('a phone number', () => {
  test.each([
    ['0812-1767-8691', '+6281217678691'],
    ['+62 812 1767 8691', '+6281217678691'],
    ['6281217678691', '+6281217678691'],
    ['(0552) 2033254', '+625522033254'],
    ['+1 650 253 0000', '+16502530000'],
    ['00 65 6123 4567', '+6561234567'],
    ['+62 (0)812 1767 8691', '+6281217678691'],
    ['12345', null],
    ['0', null],
    ['nol delapan', null],
  ])('%s is %s', (text, e164) => {
    expect(toE164(text)).toBe(e164);
  });
});

describe('what is on a screen', () => {
  test.each([
    [staleAfterMs - 1, 'fresh'],
    [staleAfterMs, 'stale'],
    [goneAfterMs - 1, 'stale'],
    [goneAfterMs, 'gone'],
  ] as const)('%d ms after the last word is %s', (age, freshness) => {
    expect(freshnessAfter(age)).toBe(freshness);
  });
});
