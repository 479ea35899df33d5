/** Why a command on a visit is not carried out. Data, never an exception, inside the core. */
export const refusals = [
  'revision-conflict',
  'move-not-allowed',
  'counter-busy',
  'locker-taken',
  'id-still-held',
  'too-late',
] as const;

/** `too-late`: the command's own `validUntil` has passed; the api asks again with a new one. */
export type Refusal = (typeof refusals)[number];

/** True for a text that names a refusal, such as the `type` of a failure from the engine. */
export function isRefusal(text: unknown): text is Refusal {
  return (refusals as readonly unknown[]).includes(text);
}
