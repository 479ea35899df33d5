import { randomUUID } from 'node:crypto';
import type { Role } from '../../../domain/staff/roles.ts';
import type { Board } from '../../../wire/boards.ts';
import { TestClient, type Answer, type Sent } from '../../world/client.ts';
import { shortened, toldOf, visitAsked, type Told } from './told.ts';

/** A request as its client saw it; times are milliseconds since the run began. */
export interface Asked {
  readonly at: number;
  readonly tookMs: number;
  readonly who: string;
  readonly what: string;
  readonly visitId: string | null;
  /** Null for a reading. */
  readonly key: string | null;
  /** Null when no answer came. */
  readonly status: number | null;
  readonly told: Told | null;
}

/** A snapshot that a board took. */
export interface Shown {
  readonly at: number;
  readonly board: string;
  readonly epoch: string;
  readonly revision: number;
  readonly calling: readonly { readonly callId: string; readonly label: string; readonly counter: string }[];
}

/** What happened to the product. */
export interface Mark {
  readonly at: number;
  readonly text: string;
}

/** What only the database knew was lost between a backup and its restoring. */
export interface Restored {
  readonly from: number;
  readonly to: number;
}

/** Everything that was asked, answered, shown and done. */
export interface Heard {
  readonly asked: readonly Asked[];
  readonly shown: readonly Shown[];
  readonly marks: readonly Mark[];
  readonly restored: readonly Restored[];
}

/** A history that is being written. */
export interface History {
  readonly heard: Heard;
  /** Milliseconds since the run began. */
  readonly now: () => number;
  readonly mark: (text: string) => void;
  /** Notes that the database is again what it was then. */
  readonly restored: (from: number) => void;
  /** The link to the page of the visitor who came last, without which nobody opens it. */
  readonly lastToken: () => string | null;
  readonly showed: (board: string, snapshot: Board) => void;
  /** A client whose requests are written down. */
  readonly client: (who: string, at: { readonly base: string; readonly office: string }) => TestClient;
}

/** Begins a history. */
export function createHistory(): History {
  const beganAt = performance.now();
  const now = (): number => performance.now() - beganAt;
  const asked: Asked[] = [];
  const shown: Shown[] = [];
  const marks: Mark[] = [];
  const restored: Restored[] = [];
  const visits = new Map<string, string>(); // by the token of the visitor's page

  class RecordingClient extends TestClient {
    readonly #who: string;
    #role: Role | null = null;

    constructor(who: string, at: { readonly base: string; readonly office: string }) {
      super(at);
      this.#who = who;
    }

    override async signIn(role: 'staff' | 'supervisor' | 'admin'): Promise<this> {
      this.#role = null; // a refused signing in is not followed by another
      try {
        return await super.signIn(role);
      } finally {
        this.#role = role; // the next press that is refused tries again
      }
    }

    override async send<T = unknown>(path: string, sent: Sent = {}): Promise<Answer<T>> {
      const isReading = (sent.method ?? 'GET') === 'GET';
      const key = isReading ? null : (sent.key ?? randomUUID());
      const at = now();
      const write = (answer: Answer | null): void => {
        const told = answer && toldOf({ path, sent, answer }, visits);
        const visitId = told?.visitId ?? visitAsked(path, visits);
        asked.push({
          at,
          tookMs: now() - at,
          who: this.#who,
          what: shortened(path, sent),
          visitId,
          key,
          status: answer?.status ?? null,
          told,
        });
      };
      let answer: Answer<T>;
      try {
        answer = await super.send<T>(path, { ...sent, ...(key !== null && { key }) });
      } catch (error) {
        write(null);
        throw error;
      }
      write(answer);
      if (answer.status === 401 && this.#role !== null) await this.signIn(this.#role);
      return answer;
    }
  }

  return {
    heard: { asked, shown, marks, restored },
    now,
    mark: (text) => void marks.push({ at: now(), text }),
    restored: (from) => void restored.push({ from, to: now() }),
    lastToken: () => [...visits.keys()].at(-1) ?? null,
    showed(board, { epoch, revision, calling }) {
      const rings = calling.map(({ callId, label, counter }) => ({ callId, label, counter: counter.code }));
      shown.push({ at: now(), board, epoch, revision, calling: rings });
    },
    client: (who, at) => new RecordingClient(who, at),
  };
}
