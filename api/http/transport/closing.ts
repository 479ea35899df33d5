import type { Response } from 'express';

/** Does something once a response was sent or broken off; at once when whoever asked is gone already. */
export function whenClosed(response: Response, done: () => void): void {
  if (response.closed) done();
  else response.once('close', done);
}
