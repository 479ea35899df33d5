import { toIso } from '../../domain/time.ts';
import type { EpochBeat } from '../../wire/lines.ts';
import type { Live, Mark, Watch } from './live.ts';

const beatEveryMs = 5_000;

/** What an office's screens of one kind show. */
export interface OfficeRead<State> extends Mark {
  readonly state: State;
}

/** A heartbeat; `told` when its lines were told everything up to its revision. */
export interface OfficeBeat extends EpochBeat {
  readonly told: boolean;
}

/** The lines of an office. */
interface Office<Line> {
  readonly lines: Set<Line>;
  /** Those that wait for their first reading, or for one after a failure. */
  readonly untold: Set<Line>;
  /** What the others were told at the last change, or when the first of them joined; null before. */
  told: Mark | null;
  readonly watch: Watch;
  readonly timer: NodeJS.Timeout;
}

/** Lines of one kind, told what their office shows. */
export interface OfficeReads<Line> {
  /** Tells a line at once, at every change, and by heartbeats in between; returns what ends that. */
  readonly join: (office: string, line: Line) => () => void;
}

/**
 * Reads what the lines of an office show once for each change, however many they are; lines that join are read for
 * together. A heartbeat reads nothing: it says that the database has told its state of late.
 */
export function createOfficeReads<Line extends object, State>({
  live,
  read,
  tell,
  beat,
  hearsBoards = false,
}: {
  readonly live: Live;
  /** Reads for these lines; null when there is no such office. */
  readonly read: (office: string, lines: readonly Line[]) => Promise<OfficeRead<State> | null>;
  /** Sends them what was read, because of a change or because they joined. */
  readonly tell: (lines: readonly Line[], read: OfficeRead<State>) => void;
  readonly beat: (lines: readonly Line[], beat: OfficeBeat) => void;
  readonly hearsBoards?: boolean;
}): OfficeReads<Line> {
  const offices = new Map<string, Office<Line>>();

  const readFor = async (office: string, { changed }: { changed: boolean }): Promise<void> => {
    const of = offices.get(office);
    if (!of) return;
    const asked = [...(changed ? of.lines : of.untold)];
    if (asked.length === 0) return;
    const present = (): Line[] => asked.filter((line) => of.lines.has(line));
    for (const line of asked) of.untold.delete(line);
    try {
      const next = await read(office, asked);
      if (!next) return;
      const isOfAll = changed || (of.told === null && asked.length === of.lines.size);
      if (isOfAll) of.told = { epoch: next.epoch, revision: next.revision };
      tell(present(), next);
    } catch (error) {
      for (const line of present()) of.untold.add(line);
      throw error;
    }
  };

  const beatFor = (office: string, { lines, untold, told }: Office<Line>): void => {
    const known = live.stateOf(office);
    if (!known) return;
    const at = toIso(known.now);
    const isTold = (line: Line): boolean => told !== null && !untold.has(line);
    const all = [...lines];
    const behind = all.filter((line) => !isTold(line));
    if (told) beat(all.filter(isTold), { epoch: told.epoch, revision: told.revision, at, told: true });
    beat(behind, { epoch: known.epoch, revision: known.revision, at, told: false });
  };

  const open = (office: string): Office<Line> => {
    const of: Office<Line> = {
      lines: new Set(),
      untold: new Set(),
      told: null,
      watch: live.watch(office, (cause) => readFor(office, cause), { hearsBoards }),
      timer: setInterval(() => beatFor(office, of), beatEveryMs),
    };
    offices.set(office, of);
    return of;
  };

  return {
    join(office, line) {
      const of = offices.get(office) ?? open(office);
      of.lines.add(line);
      of.untold.add(line);
      of.watch.refresh();
      return () => {
        of.untold.delete(line);
        of.lines.delete(line);
        if (of.lines.size > 0) return;
        clearInterval(of.timer);
        of.watch.stop();
        offices.delete(office);
      };
    },
  };
}
