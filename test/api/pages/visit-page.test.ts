import { describe, expect, test } from 'vitest';
import { useWorld } from '../../world/use.ts';
import { shiftClock } from '../../world/world.ts';

const world = useWorld();

const page = async (path: string, headers: Record<string, string> = {}) => {
  const { status, headers: got, body } = await world.client().send<string>(path, { headers });
  return { status, headers: got, html: body };
};

/** What a person reads before any script has come. */
const readable = (html: string): string =>
  html
    .replace(/<script[^>]*>.*?<\/script>/gs, '')
    .replace(/<(title|p class="unsupported").*?<\/(title|p)>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

describe('the first answer of a visitor’s page', () => {
  test('says in both languages who is ahead, and holds what the script needs', async () => {
    const visitor = world.client();
    await visitor.takeTicket();
    const { token, label, statusUrl } = (await visitor.takeTicket()).body;

    const { status, headers, html } = await page(statusUrl);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(html).toContain('<html lang="id">');
    expect(html).toContain(`<title>${label} · 1 orang di depan Anda</title>`);
    expect(readable(html)).toMatch(
      new RegExp(String.raw`^BPS .* 1 orang di depan Anda ${label} Diperbarui \d\d\.\d\d\.\d\d \S+$`),
    );
    expect(html).not.toContain(token);
    const [, state = ''] =
      /<script type="application\/json" id="first-answer">(.*)<\/script>/.exec(html) ?? [];
    const { at: _now, ...view } = (await visitor.view(token)).body;
    const office = (await visitor.send(`/api/v1/offices/${world.office}`)).body;
    expect(JSON.parse(state)).toMatchObject({ kind: 'visit', view, office });

    for (const english of [
      await page(`${statusUrl}?lang=en`),
      await page(statusUrl, { 'accept-language': 'en-GB,id;q=0.5' }),
    ]) {
      expect(english.html).toContain('<html lang="en">');
      expect(readable(english.html)).toContain('1 ahead of you');
    }
    const chosen = await page(`${statusUrl}?lang=id`, { 'accept-language': 'en' });
    expect(readable(chosen.html)).toContain('1 orang di depan Anda');
  });

  test('is English for who chose English at the kiosk', async () => {
    const { statusUrl } = (await world.client().takeTicket({ language: 'en' })).body;
    expect(readable((await page(statusUrl)).html)).toMatch(/ahead of you/);
    expect(readable((await page(`${statusUrl}?lang=id`)).html)).toMatch(/di depan Anda/);
  });

  test('cannot be ended by an office’s name', async () => {
    const { statusUrl } = (await world.client().takeTicket()).body;
    const name = 'BPS </script><script>alert(1)</script> $& "Kota"';
    await world.db.updateTable('office').set({ name }).where('code', '=', world.office).execute();
    const { html } = await page(statusUrl);
    await world.db
      .updateTable('office')
      .set({ name: 'BPS Provinsi Kalimantan Utara' })
      .where('code', '=', world.office)
      .execute();
    expect(html).not.toContain('<script>alert');
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    expect(html).toContain('$&#38; &#34;Kota&#34;');
  });

  test('tells an unknown and an ended number from one that waits', async () => {
    const { statusUrl } = (await world.client().takeTicket()).body;
    for (const path of [`/v/${'A'.repeat(22)}`, '/v/x']) {
      expect(readable((await page(path)).html)).toBe('Nomor ini tidak dikenal. Silakan hubungi petugas.');
    }
    await shiftClock(world.db, 48 * 3_600_000);
    const { html } = await page(statusUrl);
    await shiftClock(world.db, 0);
    expect(readable(html)).toBe('Halaman ini sudah berakhir');
    expect(html).toContain('{"kind":"ended"}');
  });
});

describe('a visitor’s page whose card is kept', () => {
  test('names the locker to its own visitor while it is held, and no longer', async () => {
    const staff = await world.client().signIn('staff');
    const { token } = (await staff.takeTicket()).body;
    let visit = (await staff.call()).body.visit;
    while (visit && !visit.statusUrl.endsWith(token)) {
      await staff.move(visit, 'no-show');
      visit = (await staff.call()).body.visit;
    }
    if (!visit) throw new Error('nobody was called');
    await staff.fillGuestBook(token);
    const go = async (move: string, extra: object = {}) => {
      const { visitId, revision } = visit as { visitId: string; revision: number };
      visit = (await staff.move({ visitId, revision }, move, extra)).body;
    };
    visit = (await staff.send<typeof visit>(`/api/v1/visits/${visit.visitId}/staff`)).body;
    await go('serve');
    await go('deposit', { idType: 'ktp', idLast4: '1234', locker: '07' });
    expect((await staff.view(token)).body).toMatchObject({ custody: 'held', locker: '07' });
    await go('return-id');
    expect((await staff.view(token)).body).toMatchObject({ custody: 'returned', locker: null });
  });
});
