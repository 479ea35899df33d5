import type { Ticket } from '../../../wire/visitors/visitors.ts';
import type { StaffVisit } from '../../../wire/visits.ts';
import type { Answer, Sent } from '../../world/client.ts';

/** What a good answer promised. */
export type Told =
  | {
      readonly kind: 'ticket';
      readonly visitId: string;
      readonly office: string;
      readonly day: string;
      readonly number: number;
      readonly label: string;
    }
  | { readonly kind: 'call'; readonly visitId: string; readonly counter: string }
  | { readonly kind: 'move'; readonly visitId: string; readonly move: string; readonly revision: number }
  | { readonly kind: VisitorsOwn; readonly visitId: string };

/** What visitors do on their own page. */
type VisitorsOwn = 'guest-book' | 'cancel' | 'rating';

const ownPath = /^\/api\/v1\/visits\/([^/]+)\/(guest-book|cancel|rating)$/;
const visitPath = /^\/api\/v1\/visits\/([^/]+)/;

/** Reads what an answer promised; null when nothing was. Learns from tickets which token opens which visit. */
export function toldOf(
  { path, sent, answer }: { path: string; sent: Sent; answer: Answer },
  visits: Map<string, string>,
): Told | null {
  if ((sent.method ?? 'GET') === 'GET' || answer.status >= 300) return null;
  const own = ownPath.exec(path);
  const visitId = visits.get(own?.[1] ?? '');
  if (own && visitId !== undefined) return { kind: own[2] as VisitorsOwn, visitId };
  const office = /\/offices\/(\d+)\/visits$/.exec(path)?.[1];
  if (office !== undefined) {
    const { visitId, token, day, number, label } = answer.body as Ticket;
    visits.set(token, visitId);
    return { kind: 'ticket', visitId, office, day, number, label };
  }
  if (/\/offices\/\d+\/calls$/.test(path)) {
    const { visit } = answer.body as { visit: StaffVisit | null };
    const { counter } = sent.body as { counter: string };
    return visit && { kind: 'call', visitId: visit.visitId, counter };
  }
  return path.endsWith('/moves') ? moveTold(sent, answer) : null;
}

/** A move that was answered well was made on the revision it was decided on. */
function moveTold(sent: Sent, { body }: Answer): Told {
  const { move, expectedRevision } = sent.body as { move: string; expectedRevision: number };
  const { visitId } = body as StaffVisit;
  return { kind: 'move', visitId, move, revision: expectedRevision + 1 };
}

/** The visit that a path is about, or null. */
export function visitAsked(path: string, visits: ReadonlyMap<string, string>): string | null {
  const named = visitPath.exec(path)?.[1];
  return named === undefined ? null : (visits.get(named) ?? named);
}

/** A request in a few words, without the token of a visitor's page. */
export function shortened(path: string, { method = 'GET', body }: Sent): string {
  const words = (body ?? {}) as { move?: string; counter?: string; expectedRevision?: number };
  const about = path
    .replace('/api/v1', '')
    .replace(/\/visits\/([0-9a-f]{8})-[0-9a-f-]{27}/, '/visits/$1')
    .replace(/\/visits\/(?![0-9a-f]{8}(\/|$))[^/]+/, '/visits/{token}');
  const revision = words.expectedRevision === undefined ? null : `on ${words.expectedRevision}`;
  return [method, about, words.move ?? words.counter, revision].filter(Boolean).join(' ');
}
