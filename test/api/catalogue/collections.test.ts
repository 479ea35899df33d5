import { describe, expect, test } from 'vitest';
import { lockForImport } from '../../../db/catalogue/indexing.ts';
import { storePublications } from '../../../db/catalogue/publications.ts';
import { readSampleCollection } from '../../../db/seed/seed.ts';
import { createWebapi, html, sourceRow } from '../../world/outside/webapi.ts';
import { until } from '../../world/until.ts';
import { useClient, useResource, useWorld } from '../../world/use.ts';

const source = useResource(createWebapi);
const world = useWorld({}, () => ({ webapi: { base: source.url, key: source.key } }));
const admin = useClient(world, 'admin');
const supervisor = useClient(world, 'supervisor');

interface State {
  readonly publications: number;
  readonly samples: number;
  readonly webapi: {
    readonly domain: string | null;
    readonly runs: readonly {
      state: string;
      added: number;
      askedBy: string | null;
      endedAt: string | null;
    }[];
    readonly refused: readonly { title: string; reason: string }[];
  };
}
const path = (): string => `/api/v1/offices/${world.office}/collection`;
const stateOf = async (): Promise<State> => (await admin.send<State>(path())).body;
const audited = async (action: string): Promise<number> =>
  (await world.db.selectFrom('audit').select('id').where('action', '=', action).execute()).length;

describe('the samples of a first start', () => {
  test('are removed by one press, once: no reader finds them, harvesters are told, and nothing else changes', async () => {
    const publications = await readSampleCollection();
    const own = { ...publications[0], publicationNumber: '99999.2401', title: 'Milik sendiri 2024' };
    await world.db.transaction().execute(async (trx) => {
      await storePublications(trx, { office: world.office, publications, sample: true });
      await storePublications(trx, { office: world.office, publications: [own as never] });
    });
    const before = await stateOf();
    expect(before).toMatchObject({ publications: publications.length + 1, samples: publications.length });
    expect((await supervisor.post(`${path()}/sample-removal`, {})).status).toBe(403);
    const removed = await admin.post<State>(`${path()}/sample-removal`, {});
    expect(removed).toMatchObject({ status: 200, body: { publications: 1, samples: 0 } });
    expect((await admin.post<State>(`${path()}/sample-removal`, {})).body.publications).toBe(1);
    expect(await audited('samples-removed')).toBe(1);
    const found = await admin.send<{ total: number; items: { title: string }[] }>(
      `/api/v1/catalogue?office=${world.office}`,
    );
    expect(found.body.items.map(({ title }) => title)).toEqual(['Milik sendiri 2024']);
    const gone = await world.db
      .selectFrom('publication')
      .select(['id'])
      .where('removed_at', 'is not', null)
      .whereRef('changed_at', '=', 'removed_at')
      .execute();
    expect(gone).toHaveLength(publications.length);
  });
});

describe('an import that is pressed for', () => {
  test('is asked for once, says who asked, and what it refused', async () => {
    source.rows = [sourceRow(1), sourceRow(2, { kat_no: null, pub_no: null })];
    const bothHavePressed = Promise.withResolvers<void>();
    source.misdeeds.push((...asked) => void bothHavePressed.promise.then(() => html(...asked)));
    expect((await supervisor.post(`${path()}/imports`, {})).status).toBe(403);
    const [one, other] = await Promise.all([
      admin.post(`${path()}/imports`, {}),
      admin.post(`${path()}/imports`, {}),
    ]);
    bothHavePressed.resolve();
    const statuses = [one?.status, other?.status].toSorted();
    expect(statuses).toEqual([200, 409]);
    const done = await until('it has ended', async () => {
      const now = await stateOf();
      const [run] = now.webapi.runs;
      return run !== undefined && run.endedAt !== null && now;
    });
    expect(done.webapi.domain).toBe('6500');
    expect(done.webapi.runs).toHaveLength(1);
    expect(done.webapi.runs[0]).toMatchObject({ state: 'done', added: 1, askedBy: expect.any(String) });
    expect(done.webapi.refused).toEqual([
      { title: 'Kecamatan Nomor 2 Dalam Angka 2024', reason: 'no-number' },
    ]);
    expect(await audited('import-asked')).toBe(1);
  });
});

describe('a collection file that is sent', () => {
  const head = 'publication_number;title;year';
  interface Report {
    readonly applied: boolean;
    readonly added: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly refused: number;
    readonly lines: readonly { line: number; outcome: string; messages: readonly { id: string }[] }[];
  }
  const send = async (body: BodyInit, { apply = false, type = 'text/csv', as = admin } = {}) => {
    const response = await fetch(`${world.base}${path()}/file?apply=${apply}`, {
      method: 'POST',
      headers: { 'content-type': type, cookie: as.cookie },
      body,
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    });
    return { status: response.status, body: (await response.json()) as Report & { title?: string } };
  };
  const sizeOf = async (): Promise<number> => (await stateOf()).publications;

  test('is looked at first, then stored, and a repeat changes nothing', async () => {
    const before = await sizeOf();
    const csv = `${head}\n7.2401;Tujuh;2024\n7.2401;Lagi;2024\n8.2401;;2024\n`;
    const trial = await send(csv);
    expect(trial).toMatchObject({ status: 200, body: { applied: false, added: 1, refused: 2 } });
    expect(trial.body.lines.map(({ line, outcome }) => [line, outcome])).toEqual([
      [3, 'refused'],
      [4, 'refused'],
      [2, 'added'],
    ]);
    expect(await sizeOf()).toBe(before);
    expect((await send(csv, { apply: true })).body).toMatchObject({ applied: true, added: 1 });
    expect(await sizeOf()).toBe(before + 1);
    expect((await send(csv, { apply: true })).body).toMatchObject({ added: 0, changed: 0, unchanged: 1 });
    expect(await audited('collection-imported')).toBe(2);
  });

  test('comes back from an export', async () => {
    const file = await fetch(`${world.base}${path()}/file`, { headers: { cookie: admin.cookie } });
    expect(file.headers.get('content-disposition')).toContain(`koleksi-${world.office}.csv`);
    const read = await send(await file.text(), { apply: true });
    expect(read.body.lines).toEqual([]);
    expect(read.body).toMatchObject({ added: 0, changed: 0, refused: 0, unchanged: await sizeOf() });
  });

  test('may be JSON Lines', async () => {
    const line = JSON.stringify({ publication_number: '9.2401', title: 'Sembilan', year: 2024 });
    const read = await send(`${line}\r\n${line}`, { type: 'application/x-ndjson' });
    expect(read.body).toMatchObject({ added: 1, refused: 1 });
  });

  test.each([
    ['another encoding', Buffer.from([...Buffer.from(`${head}\n1.2401;Kr`), 0xe9, 0x0a]), /bukan UTF-8/],
    ['a line without an end', `${head}\n1.2401;${'A'.repeat(1_000_000)}`, /terlalu panjang/],
    ['a line of JSON without an end', `{"title":"${'A'.repeat(1_000_000)}`, /terlalu panjang/],
    ['pictures in it', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00]), /bukan UTF-8|baris pertama/i],
    ['nothing in it', 'x', /baris pertama/i],
  ])('with %s is refused at that line, and nothing is stored', async (_what, body, message) => {
    const before = await sizeOf();
    const read = await send(body, { apply: true });
    expect(read).toMatchObject({ status: 200, body: { added: 0, refused: 1 } });
    expect(read.body.lines[0]?.messages[0]?.id).toMatch(message);
    expect(await sizeOf()).toBe(before);
  });

  test('that is too large, or no such file, or not for this account, is refused', async () => {
    const large = Buffer.alloc(17 * 1024 * 1024, `1.2401;Judul;2024\n`);
    expect((await send(large)).status).toBe(413);
    let parts = 0; // of unknown length in all, so that it is counted on its way
    const unmeasured = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        parts += 1;
        if (parts === 1) controller.enqueue(Buffer.from(`${head}\n`));
        else if (parts > 20) controller.close();
        else controller.enqueue(Buffer.alloc(1024 * 1024, `${'A'.repeat(30_000)}\n`));
      },
    });
    expect((await send(unmeasured)).status).toBe(413);
    expect((await send('{}', { type: 'application/json' })).status).toBe(415);
    expect((await send('a', { type: 'text/plain' })).status).toBe(415);
    expect((await send(head, { as: supervisor })).status).toBe(403);
  });

  test('that breaks off half-way stores nothing', async () => {
    const before = await sizeOf();
    const leaving = new AbortController();
    const half = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(Buffer.from(`${head}\n77.2401;Separuh;2024\n`)),
      pull: () => leaving.abort(),
    });
    const sent = fetch(`${world.base}${path()}/file?apply=true`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', cookie: admin.cookie },
      body: half,
      duplex: 'half',
      signal: leaving.signal,
    } as RequestInit);
    await expect(sent).rejects.toThrow();
    expect((await send(head)).status).toBe(200); // it goes on serving
    expect(await sizeOf()).toBe(before);
  });

  test('waits for nobody: while another is stored the second is refused clearly', async () => {
    const trx = await world.db.startTransaction().execute();
    expect(await lockForImport(trx)).toBe(true);
    const busy = await send(`${head}\n5.2401;Lima;2024\n`, { apply: true });
    expect(busy).toMatchObject({ status: 409, body: { title: expect.stringContaining('impor lain') } });
    expect((await send(`${head}\n5.2401;Lima;2024\n`)).status).toBe(200); // looking at it needs nobody
    await trx.rollback().execute();
    expect((await send(`${head}\n5.2401;Lima;2024\n`, { apply: true })).body).toMatchObject({ added: 1 });
  });
});
