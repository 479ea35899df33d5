import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Supervision } from '../../wire/supervision/supervision.ts';
import { read } from '../ui/line/api.ts';
import { keepInAddress, periodInAddress, type Period } from '../ui/office/period-address.ts';

/** The figures follow the desk, but are not read more often than this. */
const readEveryMs = 2_000;

/** The figures of an office over the period in the address, as new as the last `follow`. */
export class Figures implements ReactiveController {
  value: Supervision | null = null;
  /** Null while it is today, whichever day that becomes. */
  #period: Period | null = periodInAddress();
  #readAt = -Infinity;
  #reading = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #host: ReactiveControllerHost & { readonly isConnected: boolean };
  readonly #office: () => string;

  constructor(host: ReactiveControllerHost & { readonly isConnected: boolean }, office: () => string) {
    this.#host = host;
    this.#office = office;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  /** Reads the figures again: now, or as soon as the last reading is old enough. */
  follow(): void {
    clearTimeout(this.#timer);
    if (!this.#host.isConnected) return;
    const wait = this.#reading ? readEveryMs : this.#readAt + readEveryMs - performance.now();
    if (wait > 0) this.#timer = setTimeout(() => this.follow(), wait);
    else void this.read();
  }

  async read(): Promise<void> {
    this.#reading = true;
    this.#readAt = performance.now();
    const period = this.#period;
    const query = period ?? {};
    const reply = await read('/offices/{office}/supervision', { office: this.#office() }, { query });
    this.#reading = false;
    if (period !== this.#period || reply.kind !== 'ok') {
      this.follow(); // another period was chosen meanwhile, or nobody answered
      return;
    }
    this.value = reply.value;
    this.#host.requestUpdate();
  }

  choose(period: Period | null): void {
    this.#period = period;
    keepInAddress(period);
    this.#readAt = -Infinity;
    this.follow();
  }
}
