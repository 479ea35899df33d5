import { isGroup } from '../../../domain/visitors/guest-book.ts';
import type { GuestBook } from '../../../wire/visitors/guest-books.ts';
import type { Draft as DraftOf, Drafts } from './drafts.ts';
import type { Fault } from './fault-words.ts';
import { faultOfAnswer, type WrongField } from './wrong-fields.ts';

export type FieldName = Exclude<keyof GuestBook, 'privacyNotice'>;
/** The fields with one answer. */
export type TextName = Exclude<FieldName, 'services' | 'group' | 'remember' | 'ratingMail'>;
type DraftName = TextName | 'groupMale' | 'groupFemale' | 'remember' | 'ratingMail';
export type Draft = DraftOf<DraftName>;
export type GuestBookDrafts = Drafts<DraftName>;

/** The answer of who declines to answer. */
export const declined = 'none';

/** The fields that can be wrong, in their order on the page. */
const checkedFields = [
  'name',
  'email',
  'phone',
  'gender',
  'ageBand',
  'education',
  'occupation',
  'disability',
  'institution',
  'institutionCategory',
  'purpose',
  'services',
  'group',
] as const satisfies readonly FieldName[];

/** Everything that is wrong with a draft, so that it is told at once. The api checks it again. */
export function faultsIn(draft: Draft): readonly WrongField<FieldName>[] {
  return checkedFields.flatMap((name) => {
    const fault = faultOf(draft, name);
    return fault === null ? [] : [{ name, fault }];
  });
}

function faultOf(draft: Draft, name: (typeof checkedFields)[number]): Fault | null {
  if (name === 'services') return draft.services.length === 0 ? 'required' : null;
  if (name === 'group') {
    const group = groupIn(draft);
    return group === undefined || isGroup(group) ? null : 'group';
  }
  return faultOfAnswer(name, draft[name], { optional: name === 'phone' });
}

/** Who came, when a group was counted. */
function groupIn({ groupMale = '', groupFemale = '' }: Draft): GuestBook['group'] {
  if (groupMale === '' && groupFemale === '') return undefined;
  return { male: Number(groupMale), female: Number(groupFemale) };
}

/** What a form holds now. */
export function readDraft(form: HTMLFormElement): Draft {
  const data = new FormData(form);
  const services = data.getAll('services').map(String);
  const texts = [...data].filter(([name]) => name !== 'services');
  return { ...(Object.fromEntries(texts) as unknown as Omit<Draft, 'services'>), services };
}

/** What is known as a draft, but for the services. */
export function toDraft(known: Partial<GuestBook>): Omit<Draft, 'services'> {
  const { services: _services, group, remember, ratingMail, privacyNotice: _notice, ...answers } = known;
  const texts = Object.entries(answers).map(([name, value]) => [
    name,
    value === null ? declined : String(value),
  ]);
  return {
    ...(Object.fromEntries(texts) as Omit<Draft, 'services'>),
    ...(group ? { groupMale: String(group.male), groupFemale: String(group.female) } : {}),
    ...(remember ? { remember: 'true' } : {}),
    ...(ratingMail ? { ratingMail: 'true' } : {}),
  };
}

/** The draft as it is sent: codes as numbers, a declined answer as null. The api checks it. */
export function toGuestBook(draft: Draft, privacyNotice: string): GuestBook {
  const text = (name: TextName): string => draft[name]?.trim() ?? '';
  const optional = (name: TextName): string | undefined => text(name) || undefined;
  const code = (name: TextName): number => Number(draft[name]);
  const codeOrNull = (name: TextName): number | null => (draft[name] === declined ? null : code(name));
  const { disability } = draft;
  return {
    name: text('name'),
    email: text('email'),
    institution: text('institution'),
    institutionCategory: code('institutionCategory') as GuestBook['institutionCategory'],
    gender: draft['gender'] === declined ? null : (draft['gender'] as GuestBook['gender']),
    ageBand: codeOrNull('ageBand') as GuestBook['ageBand'],
    education: codeOrNull('education') as GuestBook['education'],
    occupation: codeOrNull('occupation') as GuestBook['occupation'],
    occupationOther: optional('occupationOther'),
    phone: optional('phone'),
    disability: disability === declined ? null : disability === 'true',
    purpose: code('purpose') as GuestBook['purpose'],
    purposeOther: optional('purposeOther'),
    services: draft.services.map(Number) as GuestBook['services'],
    dataNeeded: optional('dataNeeded'),
    remember: draft.remember === 'true' ? true : undefined,
    ratingMail: draft.ratingMail === 'true' ? true : undefined,
    group: groupIn(draft),
    privacyNotice,
  };
}
