import type { Cipher } from '../db/cipher.ts';
import type { Database } from '../db/connect.ts';
import type { Estimates } from '../db/visitors/estimates.ts';
import type { Log } from '../process/log.ts';
import type { PartStates } from './health.ts';
import type { AddressOf } from './http/addresses.ts';
import type { Cookie } from './http/cookies.ts';
import type { Sessions } from './http/guards.ts';
import type { Throttle } from './limits/throttle.ts';
import type { ProcessMetrics } from './metrics/metrics.ts';
import type { Passwords } from './staff/passwords.ts';
import type { TypingMemory } from './visitors/typing.ts';
import type { Commands } from './visits/commands.ts';

/** The dependencies of all handlers, built by `composeApi`. */
export interface ApiDeps {
  readonly db: Database;
  readonly cipher: Cipher;
  readonly commands: Commands;
  readonly sessions: Sessions;
  readonly passwords: Passwords;
  readonly throttle: Throttle;
  readonly estimates: Estimates;
  readonly typing: TypingMemory;
  /** Identifies a kiosk's page. */
  readonly kiosk: Cookie;
  /** Identifies a browser in which somebody has signed in before. */
  readonly browser: Cookie;
  /** Identifies a paired device. */
  readonly device: Cookie;
  readonly addressOf: AddressOf;
  readonly rateLimits: boolean;
  readonly publicUrl: string | null;
  /** The office of pages whose address names none; null is the oldest office. */
  readonly defaultOffice: string | null;
  /** Base address of a Temporal UI, or null. */
  readonly engineUi: string | null;
  /** Where mails go; null where none is sent. */
  readonly mailUrl: string | null;
  /** Whether mails leave this machine, so that an address nobody confirmed says something. */
  readonly mailLeaves: boolean;
  readonly readParts: () => Promise<PartStates>;
  readonly isStopping: () => boolean;
  /** Whether answers are compared with their schemas: in tests. */
  readonly checksAnswers: boolean;
  readonly metrics: ProcessMetrics;
  readonly log: Log;
}
