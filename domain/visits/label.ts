/** A queue number as people read it: `P-012`, at least three digits; P-999 is followed by P-1000. */
export function labelOf(service: string, number: number): string {
  return `${service}-${String(number).padStart(3, '0')}`;
}
