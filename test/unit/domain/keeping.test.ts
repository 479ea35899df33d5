import { describe, expect, test } from 'vitest';
import { dueOf, memberTerms, type Kept } from '../../../domain/members/keeping.ts';

const { unconfirmedMs, unusedMs, reminderMs } = memberTerms;
const registeredAt = Date.UTC(2026, 0, 1);
const confirmedAt = registeredAt + 60_000;
const kept = (extra: Partial<Kept> = {}): Kept => ({
  registeredAt,
  confirmedAt,
  usedAt: confirmedAt,
  remindedAt: null,
  ...extra,
});
const byMail = { reminds: true };

describe('a registration without a confirmed address', () => {
  const unconfirmed = kept({ confirmedAt: null, usedAt: registeredAt + unconfirmedMs - 1 });

  test('ends a week after it was made, used or not', () => {
    const endsAt = registeredAt + unconfirmedMs;
    expect(dueOf(unconfirmed, registeredAt, byMail)).toEqual({ kind: 'wait', until: endsAt });
    expect(dueOf(unconfirmed, endsAt - 1, byMail)).toEqual({ kind: 'wait', until: endsAt });
    expect(dueOf(unconfirmed, endsAt, byMail)).toEqual({ kind: 'end' });
  });
});

describe('a confirmed registration', () => {
  const endsAt = confirmedAt + unusedMs;

  test('is left alone until a month before its end, then its owner is reminded once', () => {
    const remindAt = endsAt - reminderMs;
    expect(dueOf(kept(), remindAt - 1, byMail)).toEqual({ kind: 'wait', until: remindAt });
    expect(dueOf(kept(), remindAt, byMail)).toEqual({ kind: 'remind', endsAt });
    const reminded = kept({ remindedAt: remindAt });
    expect(dueOf(reminded, remindAt, byMail)).toEqual({ kind: 'wait', until: endsAt });
    expect(dueOf(reminded, endsAt, byMail)).toEqual({ kind: 'end' });
  });

  test('that was reminded late lives a whole month longer', () => {
    const late = endsAt + 5;
    expect(dueOf(kept(), late, byMail)).toEqual({ kind: 'remind', endsAt: late + reminderMs });
    const reminded = kept({ remindedAt: late });
    expect(dueOf(reminded, late + reminderMs - 1, byMail).kind).toBe('wait');
    expect(dueOf(reminded, late + reminderMs, byMail)).toEqual({ kind: 'end' });
  });

  test('lives longer by use, also after a reminder, of which there is then another', () => {
    const usedAt = endsAt - 1;
    const used = kept({ usedAt, remindedAt: endsAt - reminderMs });
    const remindAt = usedAt + unusedMs - reminderMs;
    expect(dueOf(used, endsAt, byMail)).toEqual({ kind: 'wait', until: remindAt });
    expect(dueOf(used, remindAt, byMail)).toEqual({ kind: 'remind', endsAt: usedAt + unusedMs });
  });

  test('ends without a reminder where no mail is sent', () => {
    expect(dueOf(kept(), endsAt - 1, { reminds: false })).toEqual({ kind: 'wait', until: endsAt });
    expect(dueOf(kept(), endsAt, { reminds: false })).toEqual({ kind: 'end' });
  });
});
