import type { Time } from '../columns.ts';

export interface ProbeTables {
  synthetic_minute: { at: Time };
}
