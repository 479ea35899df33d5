import { emailShape, toE164 } from '../../../domain/visitors/guest-book.ts';
import { fieldOf, type FieldFault } from './fault-summary.ts';
import { faultWords, type Fault } from './fault-words.ts';

/** What is wrong with one field; it is worded where it is shown, since the language may change meanwhile. */
export interface WrongField<Name extends string = string> {
  readonly name: Name;
  readonly fault: Fault;
}

/** What is wrong with an answer in words, by its field: an address and a number have a shape. The api checks it again. */
export function faultOfAnswer(
  name: string,
  answer = '',
  { optional = false }: { readonly optional?: boolean } = {},
): Fault | null {
  const text = answer.trim();
  if (text === '') return optional ? null : 'required';
  if (name === 'email') return emailShape.test(text) ? null : 'email';
  return name === 'phone' && toE164(text) === null ? 'phone' : null;
}

/** The faults of a form as it tells them. */
export interface ToldFaults {
  /** All of them, each with the name of its field. */
  readonly inSummary: readonly FieldFault[];
  /** What stands at a field; null where nothing is wrong. */
  at(field: string): string | null;
}

/**
 * What was found wrong before it was sent, in the language of the page now. Where nothing was, what the api found: that
 * names its fields itself, in the language of the sending.
 */
export function tellFaults<Name extends string>(
  wrong: readonly WrongField<Name>[],
  labelOf: (name: Name) => string,
  fromApi: readonly FieldFault[],
): ToldFaults {
  const words = faultWords().wrong;
  const atFields =
    wrong.length > 0
      ? wrong.map(({ name, fault }) => ({ pointer: `/${name}`, message: words[fault] }))
      : fromApi;
  const inSummary =
    wrong.length > 0
      ? wrong.map(({ name, fault }) => ({ pointer: `/${name}`, message: led(labelOf(name), words[fault]) }))
      : fromApi;
  return { inSummary, at: (field) => atFields.find((each) => fieldOf(each) === field)?.message ?? null };
}

/** A fault behind the name of its field, which may be a question. */
const led = (label: string, fault: string): string => `${label}${label.endsWith('?') ? '' : ':'} ${fault}`;
