import { complaintLimits } from '../../../domain/complaints/terms.ts';
import { fieldOf, type FieldFault } from '../forms/fault-summary.ts';
import type { Fault } from '../forms/fault-words.ts';
import { faultOfAnswer, type WrongField } from '../forms/wrong-fields.ts';

/** A field of a complaint that can be wrong; the last three are of the person, whom an anonymous one does not name. */
export type ComplaintField = 'channel' | 'text' | 'identity' | 'name' | 'email' | 'phone';

/** Everything that is wrong with a complaint, so that it is told at once: in the order of the fields its form has. */
export function faultsIn<Name extends ComplaintField>(
  fields: readonly Name[],
  answers: Readonly<Partial<Record<ComplaintField, string>>>,
): readonly WrongField<Name>[] {
  const { identity = '' } = answers;
  return fields.flatMap((name) => {
    const fault = faultOf(name, answers[name], identity === 'named' || identity === 'confidential');
    return fault === null ? [] : [{ name, fault }];
  });
}

function faultOf(name: ComplaintField, answer = '', isNamed: boolean): Fault | null {
  switch (name) {
    case 'channel':
    case 'identity':
      return answer === '' ? 'unchosen' : null;
    case 'text':
      return answer.trim().length < complaintLimits.fewestCharacters ? 'short' : null;
    case 'name':
    case 'email':
    case 'phone':
      return isNamed ? faultOfAnswer(name, answer, { optional: name !== 'name' }) : null;
  }
}

/** What was told and is wrong still; what only became wrong since is told when it is sent. */
export const stillWrong = <Name extends ComplaintField>(
  told: readonly WrongField<Name>[],
  now: readonly WrongField<Name>[],
): readonly WrongField<Name>[] => now.filter(({ name }) => told.some((one) => one.name === name));

/** The api's faults but those of a field that was changed; whoever is to be named otherwise has other fields. */
export const unchanged = (faults: readonly FieldFault[], changed: string): readonly FieldFault[] =>
  faults.filter((fault) => fieldOf(fault) !== changed && changed !== 'identity');

/** A fault of whoever complains, with the pointer of its control. */
export const inPerson = ({ pointer, message }: FieldFault): FieldFault => ({
  pointer: pointer.replace(/^\/person\/(?=\w)/, '/'),
  message,
});
