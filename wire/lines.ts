import * as z from 'zod';
import type { IsoTime } from '../domain/time.ts';
import type { Board } from './boards.ts';
import { boardName, code, officeCode, token } from './fields.ts';
import type { VisitView } from './visitors.ts';
import type { DeskSnapshot } from './visits.ts';

/** What a screen opens its line with. */
export const boardAuth = z.object({ office: officeCode, board: boardName });
export const visitAuth = z.object({ token });
export const deskAuth = z.object({ office: officeCode });

/** A board says what is on the glass, and how it is. */
export const shownMessage = z.object({ epoch: z.string().max(64), revision: z.int().min(0) });
export const healthMessage = z.object({ audio: z.string().max(32), build: z.string().max(64) });
/** A tablet says at which counter it works. */
export const counterMessage = z.object({ counter: code });

interface Beat {
  readonly revision: number;
  readonly at: IsoTime;
}
interface EpochBeat extends Beat {
  readonly epoch: string;
}

/**
 * The lines to the screens, each a namespace of Socket.IO: what opens one, the whole state that comes over it as an
 * event of its own name, the beat in between, and what the screen tells.
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
    readonly beat: Beat;
    readonly tells: object;
  };
  readonly desk: {
    readonly auth: z.input<typeof deskAuth>;
    readonly state: DeskSnapshot;
    readonly beat: EpochBeat;
    readonly tells: { readonly counter: z.input<typeof counterMessage> };
  };
}
export type LineName = keyof Lines;

/** What the server sends over a line. */
export type SentOver<Name extends LineName> = {
  readonly [Event in Name]: (state: Lines[Event]['state']) => void;
} & { readonly beat: (beat: Lines[Name]['beat']) => void };
