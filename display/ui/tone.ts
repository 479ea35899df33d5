/** The meaning of a tone: somebody waits, a number is called, or the SLA was breached. */
export type Tone = 'attention' | 'called' | 'alarm';

/** Pitches in hertz, played one after the other. */
const notes: Readonly<Record<Tone, readonly number[]>> = {
  attention: [660],
  called: [660, 880],
  alarm: [880, 660, 880],
};
const noteSeconds = 0.22;
const loudness = 0.2;

let context: AudioContext | null = null;

/**
 * Plays a short tone. Stays silent until somebody has pressed something on the page, as browsers demand, so a
 * tone is never the only sign.
 */
export function playTone(tone: Tone): void {
  if (typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  if (context.state !== 'running') {
    void context.resume();
    if (!navigator.userActivation?.hasBeenActive) return;
  }
  for (const [index, pitch] of notes[tone].entries()) {
    const oscillator = new OscillatorNode(context, { frequency: pitch });
    const volume = new GainNode(context, { gain: 0 });
    const start = context.currentTime + index * noteSeconds;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(loudness, start + 0.02);
    volume.gain.linearRampToValueAtTime(0, start + noteSeconds);
    oscillator.connect(volume).connect(context.destination);
    oscillator.start(start);
    oscillator.stop(start + noteSeconds);
  }
}
