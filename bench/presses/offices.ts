import { randomBytes, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { readBoard } from '../../db/boards/boards.ts';
import { pickNext, releaseReservation } from '../../db/visits/calls.ts';
import { createCommandStore } from '../../db/commands.ts';
import { createDatabase } from '../../db/connect.ts';
import { readDesk } from '../../db/visits/desk.ts';
import { createCipher } from '../../db/sealing/cipher.ts';
import { fillOffices } from '../../test/world/past/many-offices.ts';
import { spreadOf, type Spread } from '../measuring/figures.ts';
import { msOf } from '../measuring/measure.ts';

const offices = 550;
const visitsADay = 200;
const times = 300;

/** What the busiest questions cost with all offices in one database, and how many visits it held. */
export interface ManyOffices {
  readonly offices: number;
  readonly visitsToday: number;
  readonly deskListMs: Spread;
  readonly boardMs: Spread;
  readonly nextCallMs: Spread;
}

/** Fills a migrated, otherwise empty database and asks it as 550 offices do. */
export async function askManyOffices(url: string): Promise<ManyOffices> {
  const codes = await fillOffices(url, { offices, visitsADay });
  const log = pino({ level: 'error' });
  const { db, pool } = createDatabase({ url, max: 4, log });
  const cipher = createCipher(randomBytes(32));
  const store = createCommandStore({ db, cipher });
  const anyOffice = (): string => codes[Math.floor(Math.random() * codes.length)] ?? '';

  const timed = async (ask: (office: string) => Promise<unknown>): Promise<Spread> => {
    const spent: number[] = [];
    for (let count = 0; count < times; count += 1) {
      const office = anyOffice();
      spent.push(await msOf(() => ask(office)));
    }
    return spreadOf(spent.slice(times / 10));
  };

  const nextCallMs: number[] = [];
  try {
    const deskListMs = await timed((office) => readDesk({ db, cipher }, office));
    const boardMs = await timed((office) => readBoard(db, office));
    for (let count = 0; count < times; count += 1) {
      const key = { scope: 'bench', key: randomUUID(), request: '', visitId: null };
      const command = await store.take(key);
      const office = anyOffice();
      const call = () => pickNext(db, { command, office, counter: 'FO-2' });
      nextCallMs.push(await msOf(call));
      await releaseReservation(db, command);
    }
    return {
      offices,
      visitsToday: offices * visitsADay,
      deskListMs,
      boardMs,
      nextCallMs: spreadOf(nextCallMs.slice(times / 10)),
    };
  } finally {
    await pool.end();
  }
}
