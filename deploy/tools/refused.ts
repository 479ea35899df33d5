/** The command cannot be carried out; the message says why, in a sentence. */
export class RefusedError extends Error {
  override name = 'RefusedError';
}
