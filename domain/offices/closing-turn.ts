/** How long the closing of one more office takes the engine and the worker, roughly; measured with both on one machine. */
const msAnOffice = 88;

/** Cards that are still held are told within a minute of the closing. */
const mostMs = 48_000;

/**
 * How long after the closing an office's visits close themselves, in milliseconds: at once where there are few offices; of
 * hundreds that close at the same minute, each has its own turn. What is recorded has the time of the closing all the same.
 */
export function closingTurnMs(office: string, offices: number): number {
  const window = Math.min((offices - 1) * msAnOffice, mostMs);
  return Math.round(shareOf(office) * window);
}

/** A number from 0 to 1 that is always the same for an office, and far apart for codes that resemble each other (FNV-1a, then Fibonacci hashing). */
function shareOf(office: string): number {
  let hash = 0x81_1c_9d_c5;
  for (const sign of office) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01_00_01_93) >>> 0;
  return (Math.imul(hash, 0x9e_37_79_b1) >>> 0) / 2 ** 32;
}
