import type { ReactiveControllerHost } from 'lit';
import { isBeingMade, repeatableStages, type SoftcopyStage } from '../../../domain/softcopies/request.ts';
import type { VisitSoftcopy } from '../../../wire/softcopies/visit-softcopies.ts';
import { read } from '../../ui/line/api.ts';
import { Watch } from '../../ui/line/watch.ts';

/** A copy is made within seconds; whether it was fetched is no news that hurries. */
const lookAgainMs = { whileMade: 1_000, whileReady: 10_000 } as const;

interface Answer {
  readonly softcopies: readonly VisitSoftcopy[];
}

/** The copies asked for during a visit; looks again until each was fetched. */
export class VisitCopies {
  asked: readonly VisitSoftcopy[] = [];
  readonly #watch: Watch<Answer>;
  #visitId = '';

  constructor(host: ReactiveControllerHost) {
    this.#watch = new Watch<Answer>(host, {
      read: () => read('/visits/{visitId}/softcopy-requests', { visitId: this.#visitId }),
      take: ({ softcopies }) => this.#take(softcopies),
    });
  }

  /** Reads the copies of a visit, now and while they change. */
  follow(visitId: string): void {
    if (visitId !== this.#visitId) this.asked = [];
    this.#visitId = visitId;
    void this.#watch.look();
  }

  /** Takes the answer to a request; one about another visit came too late. */
  take(visitId: string, answer: Answer): void {
    if (visitId === this.#visitId) this.#watch.take(answer);
  }

  /** The request for a publication, unless it must be asked for again. */
  of(publication: string): VisitSoftcopy | undefined {
    const isOver = (stage: SoftcopyStage) => (repeatableStages as readonly SoftcopyStage[]).includes(stage);
    return this.asked.find((copy) => copy.publication === publication && !isOver(copy.state));
  }

  #take(softcopies: readonly VisitSoftcopy[]): number | null {
    this.asked = softcopies;
    if (softcopies.some(({ state }) => isBeingMade(state))) return lookAgainMs.whileMade;
    return softcopies.some(({ state }) => state === 'ready') ? lookAgainMs.whileReady : null;
  }
}
