import { describe, expect, test } from 'vitest';
import type { LetterOrder } from '../../../domain/mail/letters.ts';
import { writeLetter } from '../../../mail/letters.ts';

const zone = 'Asia/Makassar';
const at = Date.UTC(2026, 10, 30, 6, 5);
const to = { linkBase: 'https://kunjung.example/' };
const office = 'BPS Provinsi Kalimantan Utara';
const check = { office, path: '/e/AAAAAAAAAAAAAAAAAAAAAA', validUntil: at, timeZone: zone };
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
