import type { HarvestPlace, HarvestScope } from '../../db/catalogue/harvest.ts';
import type { Instant } from '../../domain/time.ts';

/** The metadata formats, as `metadataPrefix` names them. */
export const prefixes = ['oai_dc', 'marcxml'] as const;
export type Prefix = (typeof prefixes)[number];

/** The error codes of OAI-PMH 2.0 that can occur here; every record has both formats, and there are sets. */
export type OaiErrorCode =
  | 'badVerb'
  | 'badArgument'
  | 'badResumptionToken'
  | 'cannotDisseminateFormat'
  | 'idDoesNotExist'
  | 'noRecordsMatch';

/** A refusal in the protocol's own words. */
export class OaiError extends Error {
  override name = 'OaiError';
  readonly code: OaiErrorCode;

  constructor(code: OaiErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** A list to be harvested, from its beginning or from where a page of it ended. */
export interface Harvest {
  readonly verb: 'ListRecords' | 'ListIdentifiers';
  readonly prefix: Prefix;
  readonly scope: HarvestScope;
  readonly reached: {
    readonly place: HarvestPlace;
    /** How many were told before, and how many there were when it began. */
    readonly told: number;
    readonly size: number;
  } | null;
}

/** What a request asks for, checked. */
export type OaiRequest =
  | { readonly verb: 'Identify' }
  | { readonly verb: 'ListSets' }
  | { readonly verb: 'ListMetadataFormats'; readonly identifier: string | null }
  | { readonly verb: 'GetRecord'; readonly identifier: string; readonly prefix: Prefix }
  | Harvest;
type Verb = OaiRequest['verb'];

/** Reads the harvest that a token carries on; null for a token that was never given out. */
export type OpenToken = (token: string) => Harvest | null;

interface ArgumentsOf {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Whether a token may stand in the place of all others. */
  readonly resumes: boolean;
}

const list: ArgumentsOf = {
  required: ['metadataPrefix'],
  optional: ['from', 'until', 'set'],
  resumes: true,
};
const argumentsOf: Readonly<Record<Verb, ArgumentsOf>> = {
  Identify: { required: [], optional: [], resumes: false },
  ListSets: { required: [], optional: [], resumes: true },
  ListMetadataFormats: { required: [], optional: ['identifier'], resumes: false },
  GetRecord: { required: ['identifier', 'metadataPrefix'], optional: [], resumes: false },
  ListRecords: list,
  ListIdentifiers: list,
};

/** Reads the arguments of a request, or throws an `OaiError`. */
export function readOaiRequest(given: URLSearchParams, openToken: OpenToken): OaiRequest {
  const verb = verbOf(given);
  const { required, optional, resumes } = argumentsOf[verb];
  const token = given.get('resumptionToken');
  const isResumed = resumes && token !== null;
  const allowed = isResumed ? ['resumptionToken'] : [...required, ...optional];
  for (const name of new Set(given.keys())) {
    if (name === 'verb') continue;
    if (!allowed.includes(name)) {
      throw new OaiError('badArgument', `"${name}" does not belong to this request.`);
    }
    if (given.getAll(name).length > 1) throw new OaiError('badArgument', `"${name}" is repeated.`);
  }
  if (isResumed) return resumed(verb, openToken(token));
  for (const name of required) {
    if (!given.get(name)) throw new OaiError('badArgument', `"${name}" is missing.`);
  }
  const identifier = given.get('identifier');
  switch (verb) {
    case 'Identify':
    case 'ListSets':
      return { verb };
    case 'ListMetadataFormats':
      return { verb, identifier };
    case 'GetRecord':
      return { verb, identifier: identifier ?? '', prefix: prefixOf(given) };
    case 'ListRecords':
    case 'ListIdentifiers':
      return { verb, scope: scopeOf(given), prefix: prefixOf(given), reached: null };
  }
}

function verbOf(given: URLSearchParams): Verb {
  const [asked, ...more] = given.getAll('verb');
  const verb = (Object.keys(argumentsOf) as Verb[]).find((name) => name === asked);
  if (verb !== undefined && more.length === 0) return verb;
  throw new OaiError('badVerb', `Write one verb, of ${Object.keys(argumentsOf).join(', ')}.`);
}

function resumed(verb: Verb, harvest: Harvest | null): OaiRequest {
  if (harvest?.verb === verb) return harvest;
  throw new OaiError('badResumptionToken', 'This token was not given out for this list. Begin it anew.');
}

function prefixOf(given: URLSearchParams): Prefix {
  const asked = given.get('metadataPrefix');
  const prefix = prefixes.find((name) => name === asked);
  if (prefix !== undefined) return prefix;
  throw new OaiError('cannotDisseminateFormat', `The formats are ${prefixes.join(' and ')}.`);
}

function scopeOf(given: URLSearchParams): HarvestScope {
  const [from, until] = [spanOf(given, 'from'), spanOf(given, 'until')];
  if (from && until && from.lasts !== until.lasts) {
    throw new OaiError('badArgument', 'Write from and until in the same way.');
  }
  if (from && until && from.start > until.start) {
    throw new OaiError('badArgument', 'Until is before from.');
  }
  return {
    office: officeOf(given.get('set')),
    from: from?.start ?? null,
    before: until === null ? null : until.start + until.lasts,
  };
}

/** The day or the second that a datestamp names. */
function spanOf(
  given: URLSearchParams,
  name: 'from' | 'until',
): { readonly start: Instant; readonly lasts: number } | null {
  const text = given.get(name);
  if (text === null) return null;
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const start = isDay || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) ? Date.parse(text) : NaN;
  if (!Number.isNaN(start) && new Date(start).toISOString().startsWith(text.replace('Z', ''))) {
    return { start, lasts: isDay ? 86_400_000 : 1_000 };
  }
  throw new OaiError('badArgument', `Write ${name} as YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.`);
}

/** The office of a set; null for the set of all offices, and without a set. */
function officeOf(set: string | null): string | null {
  if (set === null || set === 'office') return null;
  const [, office] = /^office:(\d{4})$/.exec(set) ?? [];
  if (office !== undefined) return office;
  throw new OaiError('badArgument', 'A set is written office:6500; ListSets tells which there are.');
}
