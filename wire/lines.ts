import * as z from 'zod';
import type { IsoTime } from '../domain/time.ts';
import type { Board } from './boards.ts';
import { boardName, code, officeCode, token } from './fields.ts';
import type { VisitView } from './visitors/visitors.ts';
import type { DeskState } from './visits.ts';

/** What a screen sends to open its connection. */
export const boardAuth = z.object({ office: officeCode, board: boardName });
export const visitAuth = z.object({ token });
export const deskAuth = z.object({ office: officeCode });

/** A board reports what it has painted, and its health. */
export const shownMessage = z.object({ epoch: z.string().max(64), revision: z.int().min(0) });
export const healthMessage = z.object({ audio: z.string().max(32), build: z.string().max(64) });
/** A desk reports the counter it works at. */
export const counterMessage = z.object({ counter: code });

interface Beat {
  readonly revision: number;
  readonly at: IsoTime;
}
export interface EpochBeat extends Beat {
  readonly epoch: string;
}
/** A visit changes less often than its office: `told` when this line was sent all that concerns it up to the revision. */
interface VisitBeat extends Beat {
  readonly told: boolean;
}

/**
 * The connections of the screens, each a Socket.IO namespace: what opens one, the event that carries the whole
 * state, the heartbeat in between, and what the screen reports.
 */
export interface Lines {
  readonly board: {
    readonly auth: z.input<typeof boardAuth>;
    readonly state: Board;
    readonly beat: EpochBeat;
    readonly tells: {
      readonly shown: z.input<typeof shownMessage>;
      readonly health: z.input<typeof healthMessage>;
    };
  };
  readonly visit: {
    readonly auth: z.input<typeof visitAuth>;
    readonly state: VisitView;
    readonly beat: VisitBeat;
    readonly tells: object;
  };
  readonly desk: {
    readonly auth: z.input<typeof deskAuth>;
    readonly state: DeskState;
    readonly beat: EpochBeat;
    readonly tells: { readonly counter: z.input<typeof counterMessage> };
  };
}
export type LineName = keyof Lines;

/** What the server sends over a connection. */
export type SentOver<Name extends LineName> = {
  readonly [Event in Name]: (state: Lines[Event]['state']) => void;
} & { readonly beat: (beat: Lines[Name]['beat']) => void };
