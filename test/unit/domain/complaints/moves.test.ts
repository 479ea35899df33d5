import { describe, expect, test } from 'vitest';
import { moved, newComplaint, nextMoves, refusalOf } from '../../../../domain/complaints/complaint.ts';
import { secretOf, toReference, toReferenceEnd, toSecret } from '../../../../domain/complaints/reference.ts';
import {
  complainantMoveNames,
  complaintMoveNames,
  complaintStages,
  leadsTo,
  staffMoveNames,
} from '../../../../domain/complaints/steps.ts';
import { defaultComplaintTerms } from '../../../../domain/complaints/terms.ts';

const day = 86_400_000;
const received = newComplaint({
  channel: 'web',
  identity: 'anonymous',
  terms: defaultComplaintTerms,
  receivedAt: 0,
});
const verified = moved(received, { name: 'verify', kind: 'ordinary' }, { at: day, by: 'staff' });
const answered = moved(verified, { name: 'answer' }, { at: 2 * day, by: 'staff' });
const closed = moved(answered, { name: 'close' }, { at: 3 * day, by: 'staff' });

describe('a move', () => {
  test('that leads nowhere from a stage is refused there', () => {
    for (const stage of complaintStages) {
      for (const name of complaintMoveNames) {
        const isAllowed = leadsTo[stage][name] !== undefined;
        expect(refusalOf({ ...received, stage }, { name }, day) === null).toBe(isAllowed);
      }
    }
  });

  test('raises the revision by one', () => {
    expect([received, verified, answered, closed].map(({ revision }) => revision)).toEqual([1, 2, 3, 4]);
  });

  test('classifies until there is an answer, and keeps when it was first verified', () => {
    const again = moved(verified, { name: 'verify', kind: 'information' }, { at: 5 * day, by: 'staff' });
    expect(again).toMatchObject({ kind: 'information', verifiedAt: day });
    expect(refusalOf(answered, { name: 'verify' }, 3 * day)).toBe('not-allowed');
  });

  test('reopens once, up to thirty days after the end', () => {
    expect(refusalOf(closed, { name: 'reopen' }, 33 * day)).toBeNull();
    expect(refusalOf(closed, { name: 'reopen' }, 33 * day + 1)).toBe('reopened-late');
    const reopened = moved(closed, { name: 'reopen' }, { at: 4 * day, by: 'complainant' });
    expect(reopened).toMatchObject({ stage: 'following-up', answeredAt: null, endedAt: null });
    const again = moved(
      moved(reopened, { name: 'answer' }, { at: 5 * day, by: 'staff' }),
      { name: 'close' },
      { at: 6 * day, by: 'staff' },
    );
    expect(refusalOf(again, { name: 'reopen' }, 7 * day)).toBe('reopened-before');
  });

  test('is offered to each side as it is possible', () => {
    expect(nextMoves(answered, complainantMoveNames, 3 * day)).toEqual(['message', 'accept', 'reopen']);
    expect(nextMoves(received, complainantMoveNames, 3 * day)).toEqual(['message']);
    expect(nextMoves(received, staffMoveNames, 3 * day)).toEqual([
      'verify',
      'assign',
      'message',
      'transfer',
      'dismiss',
    ]);
  });
});

describe('references and secrets', () => {
  test.each([
    ['ADU-6500-2026-0007', 'ADU-6500-2026-0007'],
    ['adu 6500 2026 7', 'ADU-6500-2026-0007'],
    ['6500–2026–12345', 'ADU-6500-2026-12345'],
    ['ADU-65-2026-0007', null],
    ['', null],
  ])('%j is read as %j', (typed, reference) => {
    expect(toReference(typed)).toBe(reference);
  });

  test.each([
    ['7', '0007'],
    [' 0007 ', '0007'],
    ['00012', '0012'],
    ['12345', '12345'],
    ['2026-7', '2026-0007'],
    ['2026 – 0007', '2026-0007'],
    ['adu 6500 2026 7', 'ADU-6500-2026-0007'],
    ['tujuh', null],
    ['', null],
  ])('%j is looked for as %j', (typed, end) => {
    expect(toReferenceEnd(typed)).toBe(end);
  });

  test('are read as they are typed', () => {
    const secret = secretOf(Uint8Array.from({ length: 32 }, (_, at) => at * 7));
    expect(secret).toHaveLength(16);
    expect(toSecret(secret.toLowerCase().replace(/(.{4})/g, '$1 '))).toBe(secret);
    expect(toSecret(`${secret}2`)).toBeNull();
  });
});
