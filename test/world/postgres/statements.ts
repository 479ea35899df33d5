import { asyncLocalStorage as activity } from '@temporalio/activity';
import { Client } from 'pg';
import { currentDeadline } from '../../../process/deadline.ts';

/** How many statements left the process for a press: from the api, and from the activity that recorded it. */
export interface Statements {
  readonly api: number;
  readonly recording: number;
}

/** Asked once of each new connection, whoever needs it. */
const ofConnections = 'show transaction_read_only';

/** Counts at PostgreSQL's client what a press asks, jobs that nobody waits for left out. */
export async function statementsOf(press: () => Promise<unknown>): Promise<Statements> {
  const counted = { api: 0, recording: 0 };
  const query = Reflect.get(Client.prototype, 'query') as (...given: unknown[]) => unknown;
  Client.prototype.query = function countQuery(this: Client, ...given: unknown[]) {
    if (given[0] !== ofConnections) {
      if (activity.getStore() !== undefined) counted.recording += 1;
      else if (currentDeadline() !== null) counted.api += 1;
    }
    return query.apply(this, given);
  } as typeof Client.prototype.query;
  try {
    await press();
  } finally {
    Client.prototype.query = query as typeof Client.prototype.query;
  }
  return counted;
}
