import { fieldOf, type FieldFault } from '../forms/fault-summary.ts';

/** A fault of whoever complains, with the pointer of its control. */
export const inPerson = ({ pointer, message }: FieldFault): FieldFault => ({
  pointer: pointer.replace(/^\/person\/(?=\w)/, '/'),
  message,
});

/** The faults that are still there once a field was changed; whoever is to be named otherwise has other fields. */
export function faultsLeft(
  faults: readonly FieldFault[],
  { changed, missing }: { readonly changed: string; readonly missing: readonly FieldFault[] },
): readonly FieldFault[] {
  const isMissing = ({ pointer }: FieldFault) => missing.some((one) => one.pointer === pointer);
  const isAbout = (fault: FieldFault) => fieldOf(fault) === changed || changed === 'identity';
  return faults.filter((fault) => isMissing(fault) || !isAbout(fault));
}
