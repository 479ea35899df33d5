import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { guestBook, registration } from '../../world/client.ts';
import { useClient, useWorld } from '../../world/use.ts';
import { until } from '../../world/until.ts';
import type { Supervision } from '../../../wire/supervision/supervision.ts';

const world = useWorld();
const staff = useClient(world, 'staff');
const supervisor = useClient(world, 'supervisor');

/** Somebody registers, and follows the link that the page shows where no mail leaves the machine. */
async function registerAndConfirm(): Promise<void> {
  const client = world.client();
  const { body, headers } = await client.post<{ link: string }>('/api/v1/members', registration);
  client.cookie = headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
  const { status } = await client.post('/api/v1/member-session', { token: body.link.split('#')[1] });
  expect(status).toBe(200);
}

test('visitors and members stand in the file of the survey, by its codes and without who they are', async () => {
  const visitor = world.client();
  const { body: ticket } = await visitor.takeTicket();
  await staff.call();
  await visitor.fillGuestBook(ticket.token, {
    gender: 'P',
    disability: false,
    services: [1, 16],
    dataNeeded: '=PDRB; menurut "lapangan usaha"',
  });
  await world.client().register(); // and confirms nothing
  await registerAndConfirm();
  const path = `/api/v1/offices/${world.office}/reports/skd?purpose=Survei+Kebutuhan+Data+2026`;
  const { body, status } = await supervisor.send<string>(path);
  expect(status).toBe(200);
  const rows = parse<Record<string, string>>(body, { bom: true, delimiter: ';', columns: true });
  const common = { tanggal: rows[0]?.['tanggal'] };
  expect(rows).toEqual([
    {
      ...common,
      jenis_kelamin: 'P',
      umur: '3',
      disabilitas: '2',
      pendidikan: '',
      pekerjaan: '1',
      kategori_instansi: '9',
      pemanfaatan: '1',
      sarana: '1',
      layanan: '17',
      data: '\'=PDRB; menurut "lapangan usaha"',
    },
    {
      ...common,
      jenis_kelamin: '',
      umur: '',
      disabilitas: '',
      pendidikan: '',
      pekerjaan: '',
      kategori_instansi: String(registration.institutionCategory),
      pemanfaatan: String(registration.purpose),
      sarana: '2',
      layanan: '',
      data: '',
    },
  ]);
  expect(body).not.toContain(guestBook.name.slice(0, 4));
  expect(body).not.toContain('@');
  expect((await staff.send(path)).status).toBe(403);
  const audit = await world.db
    .selectFrom('audit')
    .select('detail')
    .where('action', '=', 'report-exported')
    .execute();
  expect(audit).toMatchObject([
    { detail: { report: 'skd', rows: 2, format: 'csv', purpose: 'Survei Kebutuhan Data 2026' } },
  ]);
});

test('a registration is counted among the uses of the collection', async () => {
  const path = `/api/v1/offices/${world.office}/supervision`;
  const library = await until('it is told', async () => {
    const read = (await supervisor.send<Supervision>(path)).body.library;
    return read.days.length > 0 && read;
  });
  expect(library.days).toMatchObject([{ uses: { registration: 2 } }]);
});
