import { describe, expect, test } from 'vitest';
import { complaintNews, type LetterOrder } from '../../../domain/mail/letters.ts';
import { writeLetter } from '../../../mail/letters.ts';

const zone = 'Asia/Makassar';
const at = Date.UTC(2026, 10, 30, 6, 5);
const to = { linkBase: 'https://kunjung.example/' };
const office = 'BPS Provinsi Kalimantan Utara';
const check = { office, path: '/e/AAAAAAAAAAAAAAAAAAAAAA', validUntil: at, timeZone: zone };
const link = {
  office,
  path: '/pustaka/masuk#AAAAAAAAAAAAAAAAAAAAAA',
  code: '1234 5678',
  validUntil: at,
  timeZone: zone,
};
const expiry = { office, path: '/pustaka/masuk', endsAt: at, timeZone: zone };
const deleted = { office, path: '/pustaka' };
const ready = {
  office,
  title: 'Provinsi Kalimantan Utara Dalam Angka 2026',
  number: 'SC-6500-2026-000123',
  path: '/pustaka/saya',
  validUntil: at,
  timeZone: zone,
};
const invitation = { office, path: '/v/AbCdEfGhIjKlMnOpQrStUv?surat=1', validUntil: at, timeZone: zone };
const complaint = {
  office,
  reference: 'ADU-6500-2026-0007',
  path: '/pengaduan/ADU-6500-2026-0007#AAAABBBBCCCCDDDD',
  dueAt: Date.UTC(2026, 11, 17, 16),
  timeZone: zone,
};
const overdue = {
  ...complaint,
  officeCode: '6500',
  due: 'first-follow-up',
  path: '/pengaduan/kelola?kantor=6500#ADU-6500-2026-0007',
} as const;
const breach = {
  office,
  officeCode: '6500',
  label: 'P-001',
  dueAt: at,
  timeZone: zone,
  counter: 'Loket 1',
  number: 2,
  path: '/pengawas?kantor=6500',
};

const orders: readonly (readonly [string, LetterOrder])[] = [
  ['email-check.id', { kind: 'email-check', language: 'id', values: check }],
  ['email-check.en', { kind: 'email-check', language: 'en', values: check }],
  ['member-confirm.id', { kind: 'member-confirm', language: 'id', values: link }],
  ['member-confirm.en', { kind: 'member-confirm', language: 'en', values: link }],
  ['member-link.id', { kind: 'member-link', language: 'id', values: link }],
  ['member-link.en', { kind: 'member-link', language: 'en', values: link }],
  ['member-expiry.id', { kind: 'member-expiry', language: 'id', values: expiry }],
  ['member-deleted.id', { kind: 'member-deleted', language: 'id', values: deleted }],
  ['softcopy-ready.id', { kind: 'softcopy-ready', language: 'id', values: ready }],
  ['softcopy-ready.en', { kind: 'softcopy-ready', language: 'en', values: ready }],
  ['rating-link.id', { kind: 'rating-link', language: 'id', values: invitation }],
  ['rating-link.en', { kind: 'rating-link', language: 'en', values: invitation }],
  ...complaintNews.map(
    (news) =>
      [
        `complaint-${news}.id`,
        { kind: 'complaint', language: 'id', values: { ...complaint, news } },
      ] as const,
  ),
  [
    'complaint-answered.en',
    { kind: 'complaint', language: 'en', values: { ...complaint, news: 'answered' } },
  ],
  ['complaint-overdue.id', { kind: 'complaint-overdue', language: 'id', values: overdue }],
  ['breach-raised.id', { kind: 'breach', language: 'id', values: { ...breach, event: 'raised' } }],
  ['breach-withdrawn.id', { kind: 'breach', language: 'id', values: { ...breach, event: 'withdrawn' } }],
];

describe('a letter', () => {
  test.each(orders)('%s is written as it was looked at', async (name, order) => {
    const { sender, subject, text, html } = writeLetter(order, to);
    expect(sender).toBe(office);
    await expect(`${subject}\n\n${text}`).toMatchFileSnapshot(`letters/${name}.txt`);
    await expect(html).toMatchFileSnapshot(`letters/${name}.html`);
  });

  test.each(orders)('%s has no line over 72 signs but a link, and loads nothing', (_name, order) => {
    const { text, html } = writeLetter(order, to);
    const long = text.split('\n').filter((line) => line.length > 72 && !line.startsWith('https://'));
    expect(long).toEqual([]);
    expect(html).not.toMatch(/<(img|script|link|iframe|object)|url\(|@import/);
    for (const link of text.match(/https:\S+/g) ?? []) {
      expect(html).toContain(`href="${link.replaceAll('&', '&amp;')}"`);
    }
  });

  test('begins with the reader’s language and tells the same in the other', () => {
    const { subject, text } = writeLetter({ kind: 'email-check', language: 'en', values: check }, to);
    expect(subject).toBe('Is this your e-mail address? / Apakah ini alamat e-mail Anda?');
    expect(text.indexOf('This e-mail address')).toBeLessThan(text.indexOf('Alamat e-mail ini'));
  });

  test('takes no markup from a name', () => {
    const values = {
      ...breach,
      event: 'raised',
      office: '<b>"A" & \'B\'</b>',
      label: '</p><script>',
    } as const;
    const { html } = writeLetter({ kind: 'breach', language: 'id', values }, to);
    expect(html).toContain('&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;');
    expect(html).toContain('&lt;/p&gt;&lt;script&gt;');
    expect(html).not.toMatch(/<b>|<script/);
  });

  test('leads to the product’s own address', () => {
    const { text } = writeLetter(
      { kind: 'email-check', language: 'id', values: check },
      { linkBase: 'http://127.0.0.1:8080' },
    );
    expect(text).toContain('\nhttp://127.0.0.1:8080/e/AAAAAAAAAAAAAAAAAAAAAA\n');
    expect(text).toContain('\nhttp://127.0.0.1:8080/e/AAAAAAAAAAAAAAAAAAAAAA?lang=en\n');
  });
});
