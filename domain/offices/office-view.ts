import type { Bilingual } from '../language.ts';
import type { CodeLabel } from '../visits/views.ts';
import type { IsoTime } from '../time.ts';
import type { ClosedReason } from './calendar.ts';

/** The published service standard, word for word. */
export interface ServiceStandard {
  readonly sk: string;
  readonly service: string;
  readonly requirements: readonly string[];
  readonly steps: readonly string[];
  readonly slaText: string;
  readonly fee: string;
  readonly product: string;
  readonly complaints: readonly string[];
  /** The Maklumat; empty until the office has entered its own. */
  readonly pledge: string;
}

/** An office as everyone may see it. */
export interface OfficeView {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly address: string;
  readonly contacts: { readonly phone: string; readonly email: string; readonly website: string };
  readonly timeZone: string;
  /** Base of links for phones, when it is not the page's own origin (`PUBLIC_URL`). */
  readonly publicUrl: string | null;
  readonly open: boolean;
  /** Whether a number can be taken now; false in the last minutes before closing as well. */
  readonly ticketsOpen: boolean;
  readonly closedBecause: ClosedReason | null;
  readonly opensAt: IsoTime | null;
  /** When today's last interval ends; null on a day without hours. */
  readonly closesAt: IsoTime | null;
  /** Why the office is closed today, or what the staff tell everyone. */
  readonly message: Bilingual | null;
  readonly privacyNotice: Bilingual & { readonly version: string };
  readonly services: readonly CodeLabel[];
  readonly counters: readonly CodeLabel[];
  readonly standard: ServiceStandard;
}

/** What everyone is told now: why the office is closed and until when, and what the staff say. */
export type OfficeNotice = Pick<OfficeView, 'closedBecause' | 'opensAt' | 'message'>;
