import { wallClockOf } from '../../domain/offices/calendar.ts';

const dayMs = 86_400_000;
/** No zone changes its offset within a quarter of an hour. */
const quarterMs = 15 * 60_000;
const two = Array.from({ length: 60 }, (_none, number) => String(number).padStart(2, '0'));

/** What an office's wall clock shows at many instants; to ask the zone for each of them takes seconds for a year's register. */
export class WallClock {
  readonly #timeZone: string;
  readonly #offsets = new Map<number, number>();
  readonly #days = new Map<number, string>();

  constructor(timeZone: string) {
    this.#timeZone = timeZone;
  }

  /** Milliseconds since 1970-01-01 of the wall clock's own calendar, in whole seconds. */
  localMs(at: number): number {
    const day = Math.floor(at / dayMs);
    const isSteady = this.#offsetOf(day * dayMs) === this.#offsetOf((day + 1) * dayMs);
    const known = isSteady ? day * dayMs : Math.floor(at / quarterMs) * quarterMs;
    return Math.floor((at + this.#offsetOf(known)) / 1000) * 1000;
  }

  /** `YYYY-MM-DD` */
  dayText(at: number): string {
    const day = Math.floor(this.localMs(at) / dayMs);
    let text = this.#days.get(day);
    if (text === undefined) {
      text = new Date(day * dayMs).toISOString().slice(0, 10);
      this.#days.set(day, text);
    }
    return text;
  }

  /** `HH:MM:SS`, or with another sign between. */
  timeText(at: number, between = ':'): string {
    const local = this.localMs(at);
    const seconds = (local - Math.floor(local / dayMs) * dayMs) / 1000;
    const hours = two[Math.floor(seconds / 3600)] ?? '';
    const minutes = two[Math.floor(seconds / 60) % 60] ?? '';
    return `${hours}${between}${minutes}${between}${two[seconds % 60] ?? ''}`;
  }

  #offsetOf(at: number): number {
    let offset = this.#offsets.get(at);
    if (offset === undefined) {
      offset = Date.parse(`${wallClockOf(at, this.#timeZone).replace(' ', 'T')}Z`) - at;
      this.#offsets.set(at, offset);
    }
    return offset;
  }
}
