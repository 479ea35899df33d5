import type { ComparedVisit } from '../../db/visits/stores/comparisons.ts';

/** Looks in which a slow round asks every open visit once. */
const looksARound = 60;
/** Questions of one look of a slow round: at least these, so that few visits are asked often, and at most these. */
const askedALook = { least: 10, most: 100 } as const;

/** In which order open visits are asked what their workflows know: each once a round. */
export interface Rounds {
  /** Begins anew, and asks as fast as looks allow until all were asked. */
  readonly begin: () => void;
  /** The same, unless a fast round is under way. */
  readonly hurry: () => void;
  /** The visits to be asked next, in their order; who did not answer before comes last. */
  readonly next: (open: readonly ComparedVisit[]) => ComparedVisit[];
  /** Tells that a visit was asked. */
  readonly asked: (visitId: string, answered: boolean) => void;
}

/** Rounds without an end, the first of them fast. */
export function createRounds(): Rounds {
  let isFast = true;
  let asked = new Set<string>();
  let unanswered = new Set<string>();

  const begin = (): void => {
    isFast = true;
    asked = new Set();
  };

  return {
    begin,
    hurry: () => {
      if (!isFast) begin();
    },

    next(open) {
      if (open.every(({ visit }) => asked.has(visit.visitId))) {
        isFast = false;
        asked = new Set();
      }
      const pace = Math.ceil(open.length / looksARound);
      const most = isFast ? open.length : Math.min(Math.max(pace, askedALook.least), askedALook.most);
      const late = open.filter(({ visit }) => unanswered.has(visit.visitId));
      unanswered = new Set(late.map(({ visit }) => visit.visitId)); // the others have ended
      const fresh = open.filter(({ visit: { visitId } }) => !asked.has(visitId) && !unanswered.has(visitId));
      return [...fresh.slice(0, most), ...late];
    },

    asked(visitId, answered) {
      asked.add(visitId);
      if (answered) unanswered.delete(visitId);
      else unanswered.add(visitId);
    },
  };
}
