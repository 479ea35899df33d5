import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { DeskVisit } from '../../../wire/visits.ts';
import { pressControl } from '../../ui/steady/steady.ts';
import { Burst } from '../../ui/burst.ts';
import { inOrder } from '../list/list-order.ts';
import { meaningOf, undoMeaning } from '../visit/primary.ts';

/** What the keys are about. */
interface Desk {
  /** False while a dialog or a choice is open, or nothing may be sent. */
  readonly takesKeys: () => boolean;
  readonly visits: () => readonly DeskVisit[];
  readonly visit: () => DeskVisit | null;
  readonly undoable: () => DeskVisit | null;
  readonly choose: (visitId: string) => void;
  /** A label was scanned while no field had the focus. */
  readonly scanned: (text: string) => void;
}

const fields = 'input, select, textarea, dialog';

/**
 * The desk's keys. They press its buttons, so that they too do nothing while what they mean has just changed. A scanner
 * types as well; what it read presses nothing.
 */
export class DeskKeys implements ReactiveController {
  readonly #desk: Desk;
  readonly #burst = new Burst({
    pressed: (key) => this.#press(key.toLowerCase()),
    scanned: (text) => this.#desk.scanned(text),
  });

  constructor(host: ReactiveControllerHost, desk: Desk) {
    this.#desk = desk;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('keydown', this.#key);
  }

  hostDisconnected(): void {
    document.removeEventListener('keydown', this.#key);
    this.#burst.drop();
  }

  readonly #key = (event: KeyboardEvent): void => {
    const typing = event.composedPath().some((target) => target instanceof Element && target.matches(fields));
    const withControl = event.ctrlKey || event.metaKey || event.altKey;
    if (event.repeat || typing || withControl || !this.#desk.takesKeys()) return this.#burst.drop();
    if (this.#burst.take(event.key)) event.preventDefault(); // Enter would press the button with the focus
  };

  #press(key: string): void {
    const visit = this.#desk.visit();
    const undoable = this.#desk.undoable();
    if (key === 'n') pressControl('call');
    else if (key === 'r' && visit) pressControl(meaningOf(visit, 'recall'));
    else if (key === 'x' && visit) pressControl(meaningOf(visit, 'no-show'));
    else if (key === 'u' && undoable) pressControl(meaningOf(undoable, undoMeaning(undoable)));
    else if (/^[1-9]$/.test(key)) {
      const row = inOrder(this.#desk.visits())[Number(key) - 1];
      if (row) this.#desk.choose(row.visitId);
    }
  }
}
