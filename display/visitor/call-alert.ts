import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { announce } from '../ui/announce.ts';
import { shared } from '../ui/style/styles.ts';
import { playTone } from '../ui/tone.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { inLanguage } from '../ui/words/words.ts';

const words = {
  id: {
    turnOn: 'Aktifkan bunyi dan getar',
    vibrates: 'Bunyi dan getar aktif. Biarkan halaman ini terbuka.',
    sounds: 'Bunyi aktif. Biarkan halaman ini terbuka.',
    turnOff: 'Matikan',
  },
  en: {
    turnOn: 'Turn on sound and vibration',
    vibrates: 'Sound and vibration are on. Keep this page open.',
    sounds: 'Sound is on. Keep this page open.',
    turnOff: 'Turn off',
  },
};

/** Milliseconds of shaking, rest, shaking. */
const onceMs = [120];
const calledMs = [400, 200, 400];

/** What the visitor wished holds for as long as the page lives, also when the number went back to the queue. */
let isWished = false;
/** The call that was rung for last: none is told twice. */
let rung: string | null = null;

const canVibrate = (): boolean => 'vibrate' in navigator;

/** Rings and shakes when the number is called, for whoever asked for it, and keeps the glass lit while it waits. */
@customElement('call-alert')
export class CallAlert extends LocalizedElement {
  static override styles = [
    shared,
    css`
      :host {
        display: flex;
        gap: var(--space-3);
        align-items: center;
      }
      p {
        flex: 1;
        margin: 0;
      }
      button:only-child {
        flex: 1;
      }
    `,
  ];

  /** The call that rings now, each with a text of its own; null while none does. */
  @property({ attribute: false }) call: string | null = null;
  @state() private isOn = isWished;
  #light: WakeLockSentinel | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#keepLit);
    this.#keepLit();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#keepLit);
    this.#letGo();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('call') || this.call === null || this.call === rung) return;
    rung = this.call;
    if (this.isOn) ring('called', calledMs);
  }

  override render() {
    const { turnOn, vibrates, sounds, turnOff } = inLanguage(words);
    return html`${this.isOn ? html`<p>${canVibrate() ? vibrates : sounds}</p>` : nothing}
      <button @click=${this.#turn}>${this.isOn ? turnOff : turnOn}</button>`;
  }

  readonly #turn = (): void => {
    isWished = !this.isOn;
    this.isOn = isWished;
    if (this.isOn) {
      ring('attention', onceMs); // lets it be heard, and the browser know that it may
      announce(inLanguage(words)[canVibrate() ? 'vibrates' : 'sounds']);
    }
    this.#keepLit();
  };

  /** A browser takes the light away with each look at something else; over plain HTTP it gives none. */
  readonly #keepLit = (): void => {
    if (!this.isOn) return this.#letGo();
    if (document.visibilityState === 'hidden' || !('wakeLock' in navigator)) return;
    navigator.wakeLock.request('screen').then(
      (light) => {
        this.#letGo();
        if (this.isOn && this.isConnected) this.#light = light;
        else void light.release();
      },
      () => undefined, // a battery that is low: the page is as good without
    );
  };

  #letGo(): void {
    void this.#light?.release();
    this.#light = null;
  }
}

function ring(tone: 'attention' | 'called', pattern: number[]): void {
  playTone(tone);
  if (canVibrate()) navigator.vibrate(pattern);
}

declare global {
  interface HTMLElementTagNameMap {
    'call-alert': CallAlert;
  }
}
