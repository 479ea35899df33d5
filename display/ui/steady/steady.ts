import { LitElement } from 'lit';
import {
  recentScenes,
  unsettledUntil,
  wasThere,
  type Box,
  type Scene,
  type Standing,
} from './steady-rules.ts';

/*
 * No control changes under the finger. Imported by a page, this watches every control of every Lit element on
 * it. One that took the place of another, or whose meaning changed, does nothing for a moment; a dialog that
 * opens or closes is no exception. A key presses what has only moved. The meaning is `data-meaning`, otherwise the name people read; give
 * `data-meaning` to a control whose words do not tell it ("Cancel" of which visit?) or whose words count time.
 */

const controlSelector = 'button, a[href], summary, select, input, [role="button"]';
const pressable = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'file']);

type Control = HTMLElement;

const hosts = new Set<LitElement>();
const openDialogs = new Set<HTMLDialogElement>();
const marked = new Set<Control>();
let scenes: readonly Scene<Control>[] = [];
let untils: ReadonlyMap<Control, number> = new Map();
let changed = false;
let frame: number | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let pressedTooSoon: Control | null = null;

LitElement.addInitializer((element) => {
  const host = element as LitElement;
  host.addController({
    hostConnected() {
      hosts.add(host);
      noteChange();
    },
    hostDisconnected() {
      hosts.delete(host);
      noteChange();
    },
    hostUpdated: noteChange,
  });
});

function noteChange(): void {
  changed = true;
  frame ??= requestAnimationFrame(look);
}

/** Looks at the page as it stands now, and marks what is not to be pressed yet. */
function look(): void {
  if (frame !== undefined) cancelAnimationFrame(frame);
  frame = undefined;
  changed = false;
  const now = performance.now();
  scenes = recentScenes([...scenes, { since: now, controls: findControls() }], now);
  untils = unsettledUntil(scenes);
  mark(now);
}

/** Measures if anything was rendered since the last time, so that a press meets the current layout. */
function lookAgain(): void {
  if (changed) look();
}

function isUnsettled(control: Control): boolean {
  return (untils.get(control) ?? -Infinity) >= performance.now();
}

/** A key meets a control wherever it stands. */
function isUnsettledForKeys(control: Control): boolean {
  return isUnsettled(control) && !wasThere(recentScenes(scenes, performance.now()), control);
}

function mark(now: number): void {
  const fresh = [...untils].filter(([, until]) => until >= now);
  const controls = new Set(fresh.map(([control]) => control));
  for (const control of marked) {
    if (controls.has(control)) continue;
    control.removeAttribute('aria-disabled');
    marked.delete(control);
  }
  for (const control of controls) {
    if (marked.has(control) || control.localName === 'summary') continue;
    control.setAttribute('aria-disabled', 'true');
    marked.add(control);
  }
  clearTimeout(timer);
  if (fresh.length === 0) return;
  const next = Math.min(...fresh.map(([, until]) => until));
  timer = setTimeout(() => mark(performance.now()), next - now + 1);
}

function findControls(): readonly Standing<Control>[] {
  const found = [...hosts].flatMap((host) =>
    [...host.renderRoot.querySelectorAll<Control>(controlSelector)].filter(isPressable),
  );
  const placed = found.flatMap((control) => {
    const onGlass = (control.closest('label') ?? control).getBoundingClientRect();
    return onGlass.width > 0 ? [{ control, onGlass, ...surroundingsOf(control) }] : [];
  });
  const top = topDialog();
  return placed
    .filter(({ dialogs }) => top === null || dialogs.includes(top))
    .map(({ control, onGlass, scrolled }) => ({
      control,
      meaning: meaningOf(control),
      onGlass,
      onPage: moved(onGlass, scrolled),
    }));
}

function isPressable(control: Control): boolean {
  return !(control instanceof HTMLInputElement) || pressable.has(control.type);
}

/** The modal dialog in front of everything, or null. */
function topDialog(): HTMLDialogElement | null {
  for (const dialog of openDialogs) if (!dialog.isConnected || !dialog.open) openDialogs.delete(dialog);
  for (const host of hosts) {
    for (const dialog of host.renderRoot.querySelectorAll('dialog')) if (dialog.open) openDialogs.add(dialog);
  }
  return [...openDialogs].at(-1) ?? null;
}

/** What a control stands in: the dialogs around it, and how far everything around it is scrolled. */
function surroundingsOf(control: Control): {
  dialogs: readonly HTMLDialogElement[];
  scrolled: { x: number; y: number };
} {
  const dialogs: HTMLDialogElement[] = [];
  const scrolled = { x: 0, y: 0 };
  for (let node: Node | null = control; node; node = parentOf(node)) {
    if (!(node instanceof Element)) continue;
    scrolled.x += node.scrollLeft;
    scrolled.y += node.scrollTop;
    if (node instanceof HTMLDialogElement) dialogs.push(node);
  }
  return { dialogs, scrolled };
}

function parentOf(node: Node): Node | null {
  return node instanceof ShadowRoot ? node.host : node.parentNode;
}

function moved({ left, top, right, bottom }: Box, by: { x: number; y: number }): Box {
  return { left: left + by.x, top: top + by.y, right: right + by.x, bottom: bottom + by.y };
}

function meaningOf(control: Control): string {
  const { meaning } = control.dataset;
  if (meaning !== undefined) return meaning;
  if (control instanceof HTMLInputElement) return `${control.name} ${control.value}`;
  if (control instanceof HTMLSelectElement) return control.name;
  return control.getAttribute('aria-label') ?? control.textContent.trim();
}

/** Presses the control with this meaning, if it is there and would do something under a finger. */
export function pressControl(meaning: string): void {
  lookAgain();
  scenes
    .at(-1)
    ?.controls.find((standing) => standing.meaning === meaning)
    ?.control.click();
}

/** The control that an event would press. */
function controlOf(event: Event): Control | null {
  for (const target of event.composedPath()) {
    if (!(target instanceof HTMLElement)) continue;
    if (target.matches(controlSelector)) return isPressable(target) ? target : null;
    if (target instanceof HTMLLabelElement && target.control) {
      return isPressable(target.control) ? target.control : null;
    }
  }
  return null;
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** A turned phone moves everything at once, not at the next drawing. */
window.addEventListener('resize', noteChange);

window.addEventListener(
  'pointerdown',
  (event) => {
    lookAgain();
    const control = controlOf(event);
    pressedTooSoon = control && isUnsettled(control) ? control : null;
  },
  true,
);

/** A list opens when it is pressed, not when it is let go. */
window.addEventListener(
  'mousedown',
  (event) => {
    const control = controlOf(event);
    if (control instanceof HTMLSelectElement && isUnsettled(control)) swallow(event);
  },
  true,
);

window.addEventListener(
  'keydown',
  (event) => {
    const control = controlOf(event);
    if (!control || !['Enter', ' ', 'ArrowDown', 'ArrowUp'].includes(event.key)) return;
    lookAgain();
    const holdsOn = event.repeat && event.key === 'Enter';
    if (holdsOn || (control instanceof HTMLSelectElement && isUnsettled(control))) swallow(event);
  },
  true,
);

window.addEventListener(
  'click',
  (event) => {
    lookAgain();
    const control = controlOf(event);
    if (!control) return;
    const byPointer = event.detail > 0;
    const isTooSoon = byPointer
      ? isUnsettled(control) || pressedTooSoon === control
      : isUnsettledForKeys(control);
    if (isTooSoon) swallow(event);
    else noteChange(); // what opens by itself, as `details` do, moves what stands below it
  },
  true,
);
