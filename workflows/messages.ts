import { defineUpdate } from '@temporalio/workflow';
import type { CheckIn, Closing, IssuedTicket } from '../domain/visits/messages.ts';
import type { Move } from '../domain/visits/visit.ts';

/** Takes a number; sent together with the start of the visit. Refused as `too-late` after `validUntil`. */
export const checkIn = defineUpdate<IssuedTicket, [CheckIn]>('checkIn');

/** Makes one move and answers the visit's new revision once the move is recorded and visible. */
export const moveVisit = defineUpdate<number, [Move]>('moveVisit');

/** Gives a running visit a new closing time of its office. No move, no revision. */
export const changeClosing = defineUpdate<void, [Closing]>('changeClosing');
