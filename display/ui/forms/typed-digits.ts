/** A code of digits as somebody typed or pasted it, without the blanks and dashes that make it easier to read. */
export const typedDigits = (text: string): string => text.replaceAll(/[\s\-–]/g, '');
