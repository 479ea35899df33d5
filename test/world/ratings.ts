import type { Ticket } from '../../wire/visitors/visitors.ts';
import type { StaffVisit } from '../../wire/visits.ts';
import type { TestClient } from './client.ts';
import { serveVisitor } from './desk.ts';

/** A visitor without a bag who has entered the reading room, and may rate. */
export async function letIn(by: {
  visitor: TestClient;
  staff: TestClient;
}): Promise<{ ticket: Ticket; visit: StaffVisit }> {
  const { ticket, visit } = await serveVisitor(by);
  const ready = (await by.staff.move(visit, 'skip-locker', { reason: 'no-bag' })).body;
  return { ticket, visit: (await by.staff.move(ready, 'enter')).body };
}
