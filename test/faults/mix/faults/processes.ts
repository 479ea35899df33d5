import { setTimeout as pause } from 'node:timers/promises';
import { oneOf } from '../../../../domain/demo/random.ts';
import { until } from '../../../world/until.ts';
import { kill } from '../../stack.ts';
import {
  atCommit,
  currentWithinMs,
  keepDead,
  patience,
  untilAnswered,
  untilCurrent,
  untilReady,
  untilRefused,
  untilRestarted,
  type Fault,
} from '../fault.ts';

const times = 3;
/** Nothing of it lasts: it is done when it was done so many times. */
const short = { full: 20_000, least: 20_000 };

/** The api dies after the commit, before it answers. */
export const apiBeforeAnswer: Fault = {
  number: 1,
  title: 'the api is killed before it answers',
  touches: ['api'],
  lasts: short,
  mixes: true,
  async happen(ground, { mark, figure }) {
    const { heard, now } = ground.history;
    const from = now();
    for (let time = 0; time < times; time += 1) {
      const { part } = ground.apis[time % ground.apis.length] ?? {};
      if (!part) return;
      const former = part().pid();
      await atCommit(ground, () => kill(part()));
      mark(`api ${(time % ground.apis.length) + 1} killed at a commit`);
      await untilRestarted(part(), former);
      await untilAnswered(ground, 5);
    }
    await untilReady(ground);
    const lost = heard.asked.filter(({ at, key, status }) => at >= from && key !== null && status === null);
    figure(`1: ${lost.length} presses got no answer`);
  },
};

/** A worker dies after the commit, before it reports. */
export const workerBeforeReport: Fault = {
  number: 3,
  title: 'a worker is killed after the commit, before it reports',
  touches: ['worker'],
  lasts: short,
  mixes: true,
  async happen(ground, { mark }) {
    for (let time = 0; time < times; time += 1) {
      const { part, proxy } = ground.workers[time % ground.workers.length] ?? {};
      if (!part || !proxy) return;
      const former = part().pid();
      let isKilled = false;
      const callOff = proxy.atNextCommit(() => {
        kill(part());
        isKilled = true;
      });
      try {
        await until('a worker commits', async () => isKilled, patience);
      } finally {
        callOff();
      }
      mark(`worker ${(time % ground.workers.length) + 1} killed at a commit, whose answer is lost`);
      await untilRestarted(part(), former);
      await untilAnswered(ground, 5);
    }
    await untilReady(ground);
  },
};

/** Nobody carries visits on for a while. */
export const workersAway: Fault = {
  number: 2,
  title: 'all workers are killed and stay away',
  touches: ['worker'],
  lasts: { full: 90_000, least: 25_000 },
  mixes: true,
  async happen(ground, { forMs, mark }) {
    const release = ground.workers.map(({ part }) => keepDead(part()));
    mark('all workers killed');
    try {
      await untilRefused(ground);
      await pause(forMs);
    } finally {
      for (const letCome of release) letCome();
    }
    mark('workers may come back');
    await untilReady(ground);
  },
};

/** A worker that lost its processor in the midst of something, and goes on where it stood. */
export const workerStopped: Fault = {
  number: 17,
  title: 'a worker is stopped and goes on later',
  touches: ['worker'],
  lasts: { full: 420_000, least: 30_000 },
  mixes: true,
  async happen(ground, { forMs, random, mark }) {
    const worker = oneOf(random, ground.workers).part();
    await atCommit(ground, () => kill(worker, 'SIGSTOP'));
    mark('a worker stopped at a commit');
    try {
      await pause(forMs);
      await untilAnswered(ground, 5);
    } finally {
      kill(worker, 'SIGCONT');
    }
    mark('it goes on');
    await untilReady(ground);
  },
};

/** What an upgrade does to the processes: one after the other ends in good order and comes back. */
export const rollingRestart: Fault = {
  number: 18,
  title: 'workers and apis are restarted one after the other',
  touches: ['worker', 'api'],
  lasts: { full: 60_000, least: 60_000 },
  mixes: true,
  async happen(ground, { alone, mark, figure }) {
    const { heard, now } = ground.history;
    const from = now();
    for (const { part, metrics } of [...ground.workers, ...ground.apis]) {
      const former = part().pid();
      if (former === undefined) continue;
      kill(part(), 'SIGTERM');
      await untilRestarted(part(), former);
      await until('it tells its figures', async () => (await fetch(metrics)).ok, patience);
      await untilReady(ground);
      mark('one restarted');
      await untilAnswered(ground, 10);
    }
    const presses = heard.asked.filter(({ at, key }) => at >= from && key !== null);
    const refused = presses.filter(({ status }) => status === null || status === 503);
    if (alone) figure(`18: of ${presses.length} presses ${refused.length} had to be repeated`);
  },
};

/** The api dies when a change is known, before or while it tells its boards; the other one tells its own. */
export const apiBeforeEmit: Fault = {
  number: 20,
  title: 'an api is killed before it tells its boards, while another does',
  touches: ['api', 'board'],
  lasts: short,
  mixes: true,
  async happen(ground, { alone, mark, figure, broken }) {
    for (let time = 0; time < times; time += 1) {
      const place = time % ground.apis.length;
      const { part, base } = ground.apis[place] ?? {};
      const { board } = ground.boards[place] ?? {};
      if (!part || !board) return;
      const former = part().pid();
      await atCommit(ground, () => kill(part()));
      mark(`api ${place + 1} killed when a change was told`);
      await untilRestarted(part(), former);
      await until('it answers', async () => (await fetch(`${base}/livez`)).ok, patience);
      const tookMs = await untilCurrent(ground, board);
      mark(`its board was current ${tookMs} ms later`);
      if (alone) figure(`20: a board was current ${tookMs} ms after its api answered again`);
      if (alone && tookMs > currentWithinMs) broken('I7', `a board was behind for ${tookMs} ms`);
    }
    await untilReady(ground);
  },
};
