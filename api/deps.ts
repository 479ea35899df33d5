import type { Cipher } from '../db/sealing/cipher.ts';
import type { Database } from '../db/connect.ts';
import type { Estimates } from '../db/visitors/estimates.ts';
import type { SoftcopyStore } from '../pdf/store.ts';
import type { Log } from '../process/log.ts';
import type { SearchUses } from './catalogue/search-uses.ts';
import type { Searching } from './catalogue/searching.ts';
import type { PartStates } from './health.ts';
import type { AddressOf } from './http/addresses.ts';
import type { Arrivals } from './http/transport/arrival.ts';
import type { Cookie } from './http/cookies.ts';
import type { Sessions } from './http/guards.ts';
import type { Throttle } from './limits/throttle.ts';
import type { MemberCookies } from './members/member-cookies.ts';
import type { ProcessMetrics } from './metrics/metrics.ts';
import type { KeptStandards } from './standard/standard.ts';
import type { Gate } from './limits/gate.ts';
import type { ReportMaker } from './reports/report-maker.ts';
import type { Places } from './limits/places.ts';
import type { Passwords } from './staff/passwords.ts';
import type { TypingMemory } from './visitors/typing.ts';
import type { Commands } from './visits/commands.ts';

/** The dependencies of all handlers, built by `composeApi`. */
export interface ApiDeps {
  readonly db: Database;
  readonly cipher: Cipher;
  readonly commands: Commands;
  readonly sessions: Sessions;
  readonly memberCookies: MemberCookies;
  readonly passwords: Passwords;
  /** Lets strangers' complaints through, a few at a time. */
  readonly filing: Gate;
  /** Lets registrations, wishes for links and tries at them through, a few at a time. */
  readonly signingIn: Gate;
  /** Lets wishes for copies and fetches of them through, a few at a time. */
  readonly copying: Gate;
  /** Lets PDFs of publications in, a few at a time; beyond them each is told to come back. */
  readonly arrivingPdfs: Gate;
  /** Looks at those that have arrived, one after the other. */
  readonly lookingAtPdfs: Gate;
  /** Lets attachments arrive, and be looked at, a few at a time. */
  readonly arrivingAttachments: Places;
  readonly lookingAtAttachments: Gate;
  /** Lets complainants fetch attachments, a few at a time. */
  readonly fetchingAttachments: Places;
  readonly throttle: Throttle;
  readonly estimates: Estimates;
  readonly typing: TypingMemory;
  readonly searching: Searching;
  readonly searchUses: SearchUses;
  /** Identifies a kiosk's page. */
  readonly kiosk: Cookie;
  /** Identifies a browser in which somebody has signed in before. */
  readonly browser: Cookie;
  /** A tablet of the office that a visitor rates on. */
  readonly ratingSheet: Cookie;
  /** Identifies a paired device. */
  readonly device: Cookie;
  readonly addressOf: AddressOf;
  /** How files arrive. */
  readonly arrivals: Arrivals;
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
  /** The originals and copies of publications. */
  readonly softcopies: SoftcopyStore;
  readonly reports: ReportMaker;
  /** For whole files, which take longer than a screen waits. */
  readonly importDb: Database;
  /** The domain of an office at BPS's WebAPI; null where its collection is not imported. */
  readonly importDomainOf: (office: string) => string | null;
  readonly keptStandards: KeptStandards;
  readonly readParts: () => Promise<PartStates>;
  readonly isStopping: () => boolean;
  /** Whether answers are compared with their schemas: in tests. */
  readonly checksAnswers: boolean;
  readonly metrics: ProcessMetrics;
  readonly log: Log;
}
