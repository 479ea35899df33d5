/// <reference lib="dom" />
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { pathOf } from '../../domain/pages.mjs';
import { launchChromium } from '../../test/browser/screens/chromium.ts';
import type { StaffVisit } from '../../wire/visits.ts';
import { BenchClient } from '../client.ts';
import { rounded, spreadOf } from '../measuring/figures.ts';
import { keep } from '../measuring/measure.ts';
import { numbersOrExit } from '../measuring/numbers.ts';
import { startStack } from '../stack.ts';

/*
 * Boards whose api is killed in the midst of twenty calls, each of which ends as soon as it was answered: how many calls a
 * board showed nowhere, and how long the boards took to have a snapshot once the api was back. `npm run bench:away`, or
 * `-- 15 5` for other numbers of rounds and boards; about seven minutes.
 */

const { rounds, boards } = numbersOrExit({ rounds: { usual: 15 }, boards: { usual: 5 } });
const office = '6500';
const calls = 20;
const tryAgainMs = 20;
/** A part that ran longer than twenty seconds is restarted at once; and every page of missed calls has been shown. */
const restMs = 22_000;

/** What a page has noted: labels shown as called, and when snapshots came over its line. */
interface Notes {
  readonly shown: Set<string>;
  readonly snapshots: number[];
}
type Noting = typeof globalThis & { notes: Notes };

await using stack = await startStack();
const staff = await new BenchClient(stack.base).signIn('petugas');
await using browser = await launchChromium();
const walls: Page[] = [];
for (let nth = 0; nth < boards; nth += 1) walls.push(await hang(`papan-${nth}`));

const awayMs: number[] = [];
const rightMs: number[] = [];
const lastRightMs: number[] = [];
const called: string[] = [];
for (let round = 0; round < rounds; round += 1) {
  for (let taken = 0; taken < calls; taken += 1) {
    await staff.post(`/api/v1/offices/${office}/visits`, { service: 'P' });
  }
  await pause(restMs);
  let back: Promise<void> | null = null;
  for (let nth = 0; nth < calls; nth += 1) {
    const { visit } = await insist<{ visit: StaffVisit }>(`/api/v1/offices/${office}/calls`, {
      counter: `FO-${(nth % 2) + 1}`,
    });
    called.push(visit.label);
    if (nth === calls / 2) back = untilBack();
    await insist(`/api/v1/visits/${visit.visitId}/moves`, {
      move: 'no-show',
      expectedRevision: visit.revision,
    });
  }
  await back;
}
await pause(restMs);
const shown = await Promise.all(walls.map(shownOn));
await keep('away', {
  rounds,
  boards,
  calls: called.length,
  unseen: called.filter((label) => shown.every((labels) => !labels.has(label))).length,
  unseenByABoard: called.flatMap((label) => shown.filter((labels) => !labels.has(label))).length,
  apiAwayMs: spreadOf(awayMs),
  boardRightAfterMs: spreadOf(rightMs),
  lastBoardRightAfterMs: spreadOf(lastRightMs),
});

/** A page that notes what it shows, looking in every frame, and when its line brings a snapshot. */
async function hang(board: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await page.addInitScript(() => {
    const notes: Notes = { shown: new Set(), snapshots: [] };
    Object.assign(globalThis, { notes });
    globalThis.WebSocket = class extends WebSocket {
      constructor(...given: ConstructorParameters<typeof WebSocket>) {
        super(...given);
        this.addEventListener('message', ({ data }) => {
          if (String(data).startsWith('42/board,["board"')) notes.snapshots.push(Date.now());
        });
      }
    };
    const look = (): void => {
      const wall = document.querySelector('board-page')?.shadowRoot?.querySelector('visit-board')?.shadowRoot;
      const newest = wall?.querySelector('call-card')?.shadowRoot?.querySelector('b');
      for (const label of [newest, ...(wall?.querySelectorAll('ul li b') ?? [])]) {
        if (label?.textContent) notes.shown.add(label.textContent);
      }
      requestAnimationFrame(look);
    };
    look();
  });
  await page.goto(`${stack.base}${pathOf('board')}?papan=${board}`);
  await page.waitForFunction(() => (globalThis as Noting).notes.snapshots.length > 0);
  return page;
}

function shownOn(page: Page): Promise<Set<string>> {
  return page.evaluate(() => [...(globalThis as Noting).notes.shown]).then((labels) => new Set(labels));
}

/** Kills the api; once it answers again, notes how long each board takes until it has a snapshot. */
async function untilBack(): Promise<void> {
  const killedAt = Date.now();
  const pid = stack.parts.api.pid();
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
  while (!(await answers())) await pause(tryAgainMs);
  const backAt = Date.now();
  awayMs.push(backAt - killedAt);
  const right = await Promise.all(
    walls.map(async (page) => {
      const handle = await page.waitForFunction(
        (after) => (globalThis as Noting).notes.snapshots.find((at) => at > after),
        killedAt,
        { polling: tryAgainMs },
      );
      return Math.max(0, Number(await handle.jsonValue()) - backAt);
    }),
  );
  rightMs.push(...right);
  lastRightMs.push(rounded(Math.max(...right)));
}

async function answers(): Promise<boolean> {
  try {
    return (await fetch(`${stack.base}/api/v1/offices/${office}/board`)).ok;
  } catch {
    return false;
  }
}

/** Sends a command with one key until it is answered. */
async function insist<T>(path: string, body: object): Promise<T> {
  const key = crypto.randomUUID();
  for (;;) {
    try {
      return await staff.post<T>(path, body, key);
    } catch (error) {
      if (/answered (4|500)/.test(String(error))) throw error;
      await pause(tryAgainMs);
    }
  }
}
