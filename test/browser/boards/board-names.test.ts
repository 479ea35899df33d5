import { test } from 'vitest';
import { until } from '../../world/until.ts';
import { useWorld } from '../../world/use.ts';
import { useScreens, picture, tap } from '../screens/screens.ts';
import { signIn } from '../screens/signed-in.ts';

const world = useWorld({ kiosk: 'paired' }, { rateLimits: true });
const screens = useScreens();

test('a new board shows the numbers at once, and is on the desk’s list when a supervisor has accepted it', async () => {
  const office = `kantor=${world.office}`;
  await world
    .client()
    .signIn('staff')
    .then((staff) => staff.takeTicket());
  const board = await screens.open(`${world.base}/papan?${office}&papan=lobi`, 'board');
  await board.getByText('P-001').first().waitFor();

  const admin = await screens.open(`${world.base}/admin?${office}`, 'desk');
  await signIn(admin, `supervisor-${world.office}`);
  await admin.getByText('Papan “lobi” ingin masuk daftar.').waitFor();
  await picture(admin, 'admin-board-waits', { whole: true });
  const desk = await admin.context().newPage();
  await desk.goto(`${world.base}/petugas?${office}`);
  await desk.getByText('Belum ada papan').waitFor();

  await tap(admin.getByRole('button', { name: 'Terima', exact: true }).first());
  // the api looks at once, and after a fault of the database within a minute
  await desk.getByText('Papan 1/1').waitFor({ timeout: 70_000 });
  await admin.getByRole('cell', { name: 'Diterima' }).waitFor();
  await tap(admin.getByRole('button', { name: 'English' }));
  await admin.getByRole('cell', { name: 'Accepted' }).waitFor();
  await admin.setViewportSize({ width: 390, height: 844 });
  await picture(admin, 'admin-board-accepted', { whole: true });
});

test('a board whose line was cut tells on the new one what stands on its glass', async () => {
  const context = await screens.browser.newContext();
  const page = await context.newPage();
  const receipts: number[] = [];
  const cuts: (() => Promise<void>)[] = [];
  await page.routeWebSocket(/socket\.io/, (line) => {
    const server = line.connectToServer();
    const nth = receipts.push(0) - 1;
    cuts.push(() => line.close());
    line.onMessage((message) => {
      if (String(message).includes('"shown"')) receipts[nth] = (receipts[nth] ?? 0) + 1;
      server.send(message);
    });
  });
  await page.goto(`${world.base}/papan?kantor=${world.office}&papan=aula`);
  await until('the first line has told', async () => (receipts[0] ?? 0) > 0);
  await cuts[0]?.();
  await until('the second line has told the same', async () => (receipts[1] ?? 0) > 0);
  await context.close();
});
