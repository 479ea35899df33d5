import {
  Client,
  DatabaseError,
  Pool,
  type ClientConfig,
  type PoolClient,
  type PoolConfig,
  type QueryConfig,
} from 'pg';
import { DeadlineError, timeLeftMs } from '../process/deadline.ts';
import { isOutdatedPlan, keptNameOf } from './planned-once.ts';

/** Every connection is made anew after about this long, so that none stays with a server that lost its address. */
export const lifetimeMs = 60_000;

/** A lifetime that is a fifth shorter or longer, so that not all connections are made anew at once. */
export function jitteredLifetime(milliseconds: number): number {
  return milliseconds * (0.8 + 0.4 * Math.random());
}

/** The settings of a pool; the client-side timeout of queries and the lifetime are not optional. */
type Settings = PoolConfig & { readonly query_timeout: number; readonly lifetimeMs: number };

/** A pool whose connections end with their request, with their lifetime, and with a server that became read-only. */
export interface LendingPool {
  readonly pool: Pool;
  /** A connection that may be used now. Throws DeadlineError when the request's time ends first. */
  readonly connect: () => Promise<PoolClient>;
}

/** Opens a pool; nothing is connected before it is asked for. */
export function createLendingPool(settings: Settings): LendingPool {
  let distrustedAt = -Infinity;

  /** Disconnects when the database does not answer: returned to the pool during a query, it would give the late answer to the next user. */
  class HangingUpClient extends Client {
    readonly #connectedAt = performance.now();
    #isHungUp = false;
    #isProven = false;
    #isReadOnly = false;
    readonly #goodUntil = this.#connectedAt + jitteredLifetime(settings.lifetimeMs);

    constructor(config?: string | ClientConfig) {
      super(config);
      this.on('error', () => undefined); // without a listener a lost server ends the process
    }

    get isGood(): boolean {
      const isYoung = this.#connectedAt > distrustedAt && performance.now() < this.#goodUntil;
      return isYoung && !this.#isHungUp && !this.#isReadOnly;
    }

    /** Asks once whether the server may be written to. One that may not is used this time and no more. */
    async prove(): Promise<void> {
      if (this.#isProven) return;
      const { rows } = await (this as Client).query<{ transaction_read_only: string }>(
        'show transaction_read_only',
      );
      this.#isProven = true;
      this.#isReadOnly = rows[0]?.transaction_read_only === 'on';
    }

    override query(text: unknown, ...rest: unknown[]): never {
      if (rest.some((one) => typeof one === 'function'))
        throw new TypeError('only a query that promises its answer would be ended in time');
      const left = Math.ceil(timeLeftMs());
      if (left === 0) {
        this.#hangUp(); // perhaps in a transaction, which must not reach the next user
        return Promise.reject(new DeadlineError()) as never;
      }
      const asked = typeof text === 'string' ? toStatement(text) : text;
      const result = (super.query as (...query: unknown[]) => Promise<unknown>)(asked, ...rest);
      return this.#answeredInTime(result, Math.min(left, settings.query_timeout)) as never;
    }

    /**
     * The answer, or a fault and the end of the connection when it does not come in time. What has arrived counts, also when
     * this process itself stood still meanwhile: timers run before it is read.
     */
    #answeredInTime<T>(result: Promise<T>, milliseconds: number): Promise<T> {
      return new Promise((resolve, reject) => {
        let look: NodeJS.Immediate | undefined;
        const timer = setTimeout(() => {
          look = setImmediate(() => {
            this.#hangUp();
            reject(new Error('Query read timeout'));
          });
        }, milliseconds);
        const answered = (): void => {
          clearTimeout(timer);
          clearImmediate(look);
        };
        result.then(
          (answer) => {
            answered();
            resolve(answer);
          },
          (error: Error) => {
            answered();
            this.#failed(error);
            reject(error);
          },
        );
      });
    }

    #failed(error: Error): void {
      if (error.message === 'Query read timeout') this.#hangUp(); // by a time in the database's address
      const isOld = error instanceof DatabaseError && (error.code === '25006' || isOutdatedPlan(error));
      if (isOld) distrustedAt = performance.now();
    }

    #hangUp(): void {
      this.#isHungUp = true; // it is returned to the pool before its end is noticed there
      const { connection } = this as unknown as { connection: { stream: { destroy(): void } } };
      connection.stream.destroy();
    }
  }

  const pool = new Pool({
    ...settings,
    query_timeout: 0, // each query has its own
    Client: HangingUpClient as unknown as typeof Client & (new () => Client),
  });
  return {
    pool,
    async connect() {
      for (;;) {
        const client = await connectedInTime(pool);
        const line = client as unknown as HangingUpClient;
        if (!line.isGood) {
          client.release(true);
          continue;
        }
        try {
          await line.prove();
          return client;
        } catch (error) {
          client.release(true);
          throw error;
        }
      }
    },
  };
}

function toStatement(text: string): QueryConfig {
  const name = keptNameOf(text);
  return { text, ...(name !== null && { name }) };
}

/** A connection, or DeadlineError; one that comes too late goes back. */
function connectedInTime(pool: Pool): Promise<PoolClient> {
  const left = timeLeftMs();
  if (left === Infinity) return pool.connect();
  if (left === 0) return Promise.reject(new DeadlineError());
  return new Promise((resolve, reject) => {
    let over = false;
    const timer = setTimeout(() => {
      over = true;
      reject(new DeadlineError());
    }, left);
    pool.connect().then(
      (client) => {
        clearTimeout(timer);
        if (over) client.release();
        else resolve(client);
      },
      (error: Error) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
