/** Widths of bars and gaps in modules, by the value of a symbol (ISO/IEC 15417). */
const patterns = (
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 ' +
  '123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 ' +
  '232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 ' +
  '313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 ' +
  '111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 ' +
  '111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 ' +
  '114311 411113 411311 113141 114131 311141 411131'
).split(' ');
const start = '211232';
const startValue = 105;
const stop = '2331112';
const values = 103;

/**
 * An even number of digits as Code 128, set C: the widths of bars and gaps in turn, in modules, a bar first. Quiet zones
 * of ten modules belong on both sides.
 */
export function toCode128(digits: string): readonly number[] {
  const pairs = Array.from(digits.match(/\d\d/g) ?? [], Number);
  if (pairs.length * 2 !== digits.length) throw new Error('Code 128 C takes pairs of digits');
  const sum = pairs.reduce((total, value, index) => total + value * (index + 1), startValue);
  const written = [start, ...[...pairs, sum % values].map((value) => patterns[value] ?? ''), stop];
  return Array.from(written.join(''), Number);
}
