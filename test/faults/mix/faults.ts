import type { Fault } from './fault.ts';
import { clockJumps, midnight } from './faults/clocks.ts';
import { twoCounters } from './faults/counters.ts';
import { diskFull, walFull } from './faults/disks.ts';
import { lineSlow, lineSwallows } from './faults/lines.ts';
import { olderDatabase } from './faults/older.ts';
import { doubleTaps, neverReturns } from './faults/people.ts';
import {
  apiBeforeAnswer,
  apiBeforeEmit,
  rollingRestart,
  workerBeforeReport,
  workersAway,
  workerStopped,
} from './faults/processes.ts';
import { boardFlaps, boardOff } from './faults/screens.ts';
import { databaseKilled, engineAway, listenerCut } from './faults/servers.ts';

/** The faults that are played, in the order of their numbers. */
export const faults: readonly Fault[] = [
  apiBeforeAnswer,
  workersAway,
  workerBeforeReport,
  engineAway,
  databaseKilled,
  listenerCut,
  lineSwallows,
  lineSlow,
  twoCounters,
  boardOff,
  boardFlaps,
  doubleTaps,
  clockJumps,
  midnight,
  diskFull,
  walFull,
  workerStopped,
  rollingRestart,
  olderDatabase,
  apiBeforeEmit,
  neverReturns,
];
