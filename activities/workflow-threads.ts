import { promiseHooks } from 'node:v8';
import { isMainThread } from 'node:worker_threads';

/*
 * Loaded before the program of each of the worker's threads (`deploy/embedded/node-part.ts`). The SDK notes for every promise of a
 * workflow where in the code it was made, so that a stack trace may be asked for; that took a third of the time in which
 * visits are carried on. Here nobody asks: what a visit waits for is in its history and in its row.
 */
if (!isMainThread) promiseHooks.createHook = () => () => undefined;
