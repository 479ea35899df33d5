import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../../../world/until.ts';
import { patience, untilReady, untilRefused, type Fault } from '../fault.ts';

const lateMs = 500;
/** An api whose event loop is free tells at once that it lives, whatever it waits for. */
const livesWithinMs = 2_000;
const askEveryMs = 1_000;

/** Packets to and from the database are lost, and nobody is told. */
export const lineSwallows: Fault = {
  number: 7,
  title: 'nothing comes through to the database',
  touches: ['line'],
  lasts: { full: 60_000, least: 15_000 },
  mixes: true,
  async happen(ground, { forMs, mark }) {
    ground.line.swallow();
    mark('the line swallows everything');
    try {
      await untilRefused(ground);
      await pause(forMs);
    } finally {
      ground.line.revive();
    }
    mark('the line lets pass again');
    await untilReady(ground);
  },
};

/** Every answer of the database comes half a second late. */
export const lineSlow: Fault = {
  number: 8,
  title: 'each answer of the database comes half a second late',
  touches: ['line'],
  lasts: { full: 60_000, least: 20_000 },
  mixes: true,
  async happen(ground, { forMs, alone, mark, figure, broken }) {
    const from = ground.history.now();
    ground.line.delay(lateMs);
    mark('the line is slow');
    let slowestMs = 0;
    try {
      await until(
        'a press takes longer',
        async () => ground.history.heard.asked.some(({ at, tookMs }) => at >= from && tookMs > lateMs),
        patience,
      );
      const endsAt = performance.now() + forMs;
      while (performance.now() < endsAt) {
        for (const { base } of ground.apis) {
          const askedAt = performance.now();
          const isAlone = alone && (await fetch(`${base}/livez`)).ok;
          if (isAlone) slowestMs = Math.max(slowestMs, performance.now() - askedAt);
        }
        await pause(askEveryMs);
      }
    } finally {
      ground.line.revive();
    }
    mark('the line is quick again');
    if (alone) figure(`8: /livez answered after ${Math.round(slowestMs)} ms at most`);
    if (slowestMs > livesWithinMs) broken('answers', `/livez took ${Math.round(slowestMs)} ms`);
    await untilReady(ground);
  },
};
