import type { SessionView } from '../../../wire/staff.ts';
import type { HandoverView } from '../../../wire/custody.ts';
import { read } from '../../ui/line/api.ts';

/** The cards at the desk, and who left them to whom. */
export interface HandoverDesk {
  readonly held: readonly { label: string; locker: string; idType: string }[];
  readonly handovers: readonly HandoverView[];
  readonly colleagues: readonly { username: string; name: string }[];
}

/** Reads the hand-overs of an office; null while they cannot be read. */
export async function readHandovers(office: string): Promise<HandoverDesk | null> {
  const reply = await read('/offices/{office}/handovers', { office });
  return reply.kind === 'ok' ? reply.value : null;
}

/** The hand-over that waits for this officer to take it. */
export function waitingFor(desk: HandoverDesk, { username }: SessionView): HandoverView | undefined {
  return desk.handovers.find(({ takenAt, takerUsername }) => takenAt === null && takerUsername === username);
}
