import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import {
  workflowIdOf,
  type CheckIn,
  type Closing,
  type KnownVisit,
  type VisitInput,
} from '../domain/visits/messages.ts';
import type { IssuedTicket } from '../domain/visits/record.ts';
import type { Move } from '../domain/visits/visit.ts';

/** Takes a number; sent together with the start of the visit. Refused as `too-late` after `validUntil`. */
export const checkIn = defineUpdate<IssuedTicket, [CheckIn]>('checkIn');

/** Makes one move and answers the visit's new revision once the move is recorded and visible. */
export const moveVisit = defineUpdate<number, [Move]>('moveVisit');

/** Gives a running visit a new closing time of its office. No move, no revision. */
export const changeClosing = defineUpdate<void, [Closing]>('changeClosing');

/**
 * Makes a running visit agree with its row in PostgreSQL: it takes over what the row knows, or writes back what only
 * the workflow knows. Changes nothing when both agree.
 */
export const reconcileVisit = defineUpdate('reconcileVisit');

/** What the workflow knows of its visit; answered also after it has ended. */
export const knownVisit = defineQuery<KnownVisit>('knownVisit');

/** Wakes a workflow that waits for its row to be due: what it waits for has changed. */
export const lookAgain = defineSignal('lookAgain');

const officeId = { name: 'OfficeId', type: 'KEYWORD' } as const;
const visitDay = { name: 'VisitDay', type: 'KEYWORD' } as const;

/**
 * How the workflow of a visit is started, whoever starts it, on a queue of an engine with these search attributes. A
 * running one is never started twice.
 */
export function visitStart(
  input: VisitInput,
  { taskQueue, attributes }: { taskQueue: string; attributes: ReadonlySet<string> },
) {
  const wanted = [
    { key: officeId, value: input.office },
    { key: visitDay, value: input.day },
  ];
  return {
    workflowId: workflowIdOf(input),
    taskQueue,
    args: [attributes.has('SlaBreached') ? input : { ...input, marksBreach: false }] as [VisitInput],
    workflowIdConflictPolicy: 'USE_EXISTING' as const,
    workflowTaskTimeout: '5s' as const,
    typedSearchAttributes: wanted.filter(({ key }) => attributes.has(key.name)),
  };
}
