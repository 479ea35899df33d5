import { jobs } from '../../domain/metrics.ts';
import { is, isOneOf } from '../promql.ts';

/** The window of rates. */
export const window = '5m';
/** The label `job` of our processes. */
export const ours = isOneOf([jobs.api, jobs.worker]);
export const ofApi = is(jobs.api);
export const ofWorker = is(jobs.worker);

/** A counter that starts at its first failure stands for 0 until then. */
export const orNone = (expression: string): string => `${expression} or vector(0)`;
