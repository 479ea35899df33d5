/** Whether an ISSN's check digit is right: eight digits, weights 8 to 2, modulo 11 (ISO 3297). */
export function isIssn(text: string): boolean {
  const digits = digitsOf(text);
  return digits.length === 8 && digits.at(-1) === checkDigit11(digits.slice(0, 7));
}

/** Whether an ISBN's check digit is right: ten digits modulo 11, or thirteen modulo 10 (ISO 2108). */
export function isIsbn(text: string): boolean {
  const digits = digitsOf(text);
  if (digits.length === 10) return digits.at(-1) === checkDigit11(digits.slice(0, 9));
  return /^97[89]\d{10}$/.test(digits) && sumOfIsbn13(digits) % 10 === 0;
}

const digitsOf = (text: string): string => text.toUpperCase().replaceAll(/[\s-]/g, '');

/** The last digit: what is missing from the weighted sum to a multiple of 11; X stands for 10. */
function checkDigit11(digits: string): string {
  const sum = Array.from(digits).reduce(
    (total, digit, index) => total + Number(digit) * (digits.length + 1 - index),
    0,
  );
  const missing = (11 - (sum % 11)) % 11;
  return missing === 10 ? 'X' : String(missing);
}

function sumOfIsbn13(digits: string): number {
  return Array.from(digits).reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3),
    0,
  );
}
