import type { Request, RequestHandler } from 'express';
import {
  countChanges,
  readChanges,
  readHarvested,
  readOfficeContact,
  readRepository,
  type HarvestedPublication,
} from '../../db/catalogue/harvest.ts';
import { readClock } from '../../db/clock.ts';
import { listOffices } from '../../db/offices/offices.ts';
import { toIso, type Instant } from '../../domain/time.ts';
import type { ApiDeps } from '../deps.ts';
import { untilDeadline } from '../http/transport/deadline.ts';
import { ProblemError } from '../http/problem.ts';
import { publicAddressOf } from '../http/public-address.ts';
import { defaultFirst } from '../offices/default-office.ts';
import { toDublinCore } from './dublin-core.ts';
import { toMarc } from './marc.ts';
import { OaiError, readOaiRequest, type Harvest, type OaiRequest, type Prefix } from './oai-request.ts';
import { createTokens } from './resumption.ts';
import { element, xmlDocument, type Content, type Xml } from './xml.ts';

/** Records or headers in an answer. */
const pageSize = 100;

/** The collection is being changed, for as long as an import takes: when to come back. */
const busySeconds = 10;

interface Format {
  readonly namespace: string;
  readonly schema: string;
  readonly write: (publication: HarvestedPublication, base: string) => Xml;
}

const formats: Readonly<Record<Prefix, Format>> = {
  oai_dc: {
    namespace: 'http://www.openarchives.org/OAI/2.0/oai_dc/',
    schema: 'http://www.openarchives.org/OAI/2.0/oai_dc.xsd',
    write: toDublinCore,
  },
  marcxml: {
    namespace: 'http://www.loc.gov/MARC21/slim',
    schema: 'http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd',
    write: toMarc,
  },
};

/** A request at work: what it asks of, and under which address. */
interface At {
  readonly deps: Pick<ApiDeps, 'db' | 'defaultOffice'>;
  readonly tokens: ReturnType<typeof createTokens>;
  /** The service's address, without a slash at its end. */
  readonly base: string;
}

/** OAI-PMH 2.0 (https://www.openarchives.org/OAI/2.0/openarchivesprotocol.htm), by GET and POST. */
export function createOai(
  deps: Pick<ApiDeps, 'db' | 'cipher' | 'defaultOffice' | 'publicUrl'>,
): RequestHandler {
  const tokens = createTokens(deps.cipher);
  return async (request, response) => {
    const at = { deps, tokens, base: publicAddressOf(request, deps.publicUrl) };
    const document = await untilDeadline(() => answerTo(argumentsOf(request), at));
    response.set('Cache-Control', 'no-cache').type('text/xml').send(document);
  };
}

/** The arguments as they were written, so that a repeated one is seen; of a POST those of its form. */
function argumentsOf(request: Request): URLSearchParams {
  const body: unknown = request.body;
  if (request.method === 'POST') return new URLSearchParams(typeof body === 'string' ? body : '');
  const [, query = ''] = /\?(.*)$/s.exec(request.originalUrl) ?? [];
  return new URLSearchParams(query);
}

async function answerTo(given: URLSearchParams, at: At): Promise<string> {
  const now = await readClock(at.deps.db); // before the list: whatever is not in it is changed later than that
  try {
    const asked = readOaiRequest(given, at.tokens.open);
    const content = element(asked.verb, await contentOf(asked, at));
    return envelope(content, { now, at, given });
  } catch (error) {
    if (!(error instanceof OaiError)) throw error;
    const { code, message } = error;
    const isUnderstood = code !== 'badVerb' && code !== 'badArgument';
    return envelope(element('error', message, { code }), { now, at, given: isUnderstood ? given : null });
  }
}

function envelope(
  content: Xml,
  { now, at: { base }, given }: { now: Instant; at: At; given: URLSearchParams | null },
): string {
  return xmlDocument(
    element(
      'OAI-PMH',
      [
        element('responseDate', toDatestamp(now)),
        element('request', `${base}/oai`, given ? Object.fromEntries(given) : {}),
        content,
      ],
      {
        xmlns: 'http://www.openarchives.org/OAI/2.0/',
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
        'xsi:schemaLocation':
          'http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd',
      },
    ),
  );
}

function contentOf(asked: OaiRequest, at: At): Content | Promise<Content> {
  switch (asked.verb) {
    case 'Identify':
      return identify(at);
    case 'ListSets':
      return listSets(at);
    case 'ListMetadataFormats':
      return listFormats(asked.identifier, at);
    case 'GetRecord':
      return getRecord(asked, at);
    case 'ListRecords':
    case 'ListIdentifiers':
      return listChanges(asked, at);
  }
}

async function identify({ deps: { db, defaultOffice }, base }: At): Promise<Content> {
  const [office] = defaultFirst(await listOffices(db), defaultOffice);
  const contact = office === undefined ? null : await readOfficeContact(db, office.code);
  const { earliest } = await readRepository(db);
  const host = new URL(base).hostname;
  return [
    element('repositoryName', contact === null ? 'Perpustakaan' : `Perpustakaan ${contact.name}`),
    element('baseURL', `${base}/oai`),
    element('protocolVersion', '2.0'),
    element('adminEmail', contact?.email ?? `postmaster@${host}`),
    element('earliestDatestamp', toDatestamp(earliest ?? (await readClock(db)))),
    element('deletedRecord', 'persistent'),
    element('granularity', 'YYYY-MM-DDThh:mm:ssZ'),
    element('compression', 'gzip'),
  ];
}

async function listSets({ deps: { db } }: At): Promise<Content> {
  const { offices } = await readRepository(db);
  const set = (spec: string, name: string) =>
    element('set', [element('setSpec', spec), element('setName', name)]);
  return [set('office', 'Semua kantor'), ...offices.map(({ code, name }) => set(`office:${code}`, name))];
}

async function listFormats(identifier: string | null, at: At): Promise<Content> {
  if (identifier !== null) await readOne(identifier, at);
  return Object.entries(formats).map(([prefix, { namespace, schema }]) =>
    element('metadataFormat', [
      element('metadataPrefix', prefix),
      element('schema', schema),
      element('metadataNamespace', namespace),
    ]),
  );
}

async function getRecord(
  { identifier, prefix }: Extract<OaiRequest, { verb: 'GetRecord' }>,
  at: At,
): Promise<Content> {
  return recordOf(await readOne(identifier, at), prefix, at);
}

async function listChanges(asked: Harvest, at: At): Promise<Content> {
  const { verb, prefix, scope, reached } = asked;
  const { db } = at.deps;
  const found = await readChanges(db, { scope, after: reached?.place ?? null, limit: pageSize + 1 });
  if (found === null) throw new ProblemError('database-unavailable', { retryAfterSeconds: busySeconds });
  if (found.length === 0 && reached === null) {
    throw new OaiError('noRecordsMatch', 'Nothing was added, changed or removed in this span and set.');
  }
  const page = found.slice(0, pageSize);
  const told = reached?.told ?? 0;
  const last = found.length > pageSize ? page.at(-1) : undefined;
  const size = reached?.size ?? (last ? await countChanges(db, scope) : page.length);
  const place = last && { changedAt: last.changedAt, id: last.id };
  const next = place && at.tokens.seal({ ...asked, reached: { place, told: told + page.length, size } });
  return [
    ...page.map((one) => (verb === 'ListRecords' ? recordOf(one, prefix, at) : headerOf(one, at))),
    next !== undefined || reached !== null
      ? // what changes meanwhile is told at the end, so that there may be more than at the beginning
        element('resumptionToken', next ?? null, {
          completeListSize: Math.max(size, told + page.length),
          cursor: told,
        })
      : null,
  ];
}

/** The publication of an identifier; removed ones as well. */
async function readOne(identifier: string, { deps: { db }, base }: At): Promise<HarvestedPublication> {
  const start = identifierOf('', base);
  const id = identifier.startsWith(start) ? identifier.slice(start.length) : '';
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
  const found = isId ? await readHarvested(db, id) : null;
  if (found) return found;
  throw new OaiError('idDoesNotExist', `No record here has this identifier; they begin with ${start}.`);
}

function recordOf(of: HarvestedPublication, prefix: Prefix, at: At): Xml {
  const metadata = of.removed ? null : element('metadata', formats[prefix].write(of, at.base));
  return element('record', [headerOf(of, at), metadata]);
}

function headerOf({ id, changedAt, office, removed }: HarvestedPublication, { base }: At): Xml {
  return element(
    'header',
    [
      element('identifier', identifierOf(id, base)),
      element('datestamp', toDatestamp(changedAt)),
      element('setSpec', `office:${office}`),
    ],
    { status: removed ? 'deleted' : null },
  );
}

function identifierOf(id: string, base: string): string {
  return `oai:${new URL(base).hostname}:${id}`;
}

/** A time by the second, as the protocol writes it. */
function toDatestamp(at: Instant): string {
  return `${toIso(at).slice(0, 19)}Z`;
}
