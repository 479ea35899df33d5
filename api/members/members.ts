import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { settleCommand } from '../../db/commands.ts';
import {
  addMember,
  countRegistration,
  deleteMember,
  findByAddress,
  readMember,
  type KnownMember,
} from '../../db/members/members.ts';
import {
  endMemberSession,
  endSessionsFrom,
  listMemberSessions,
  sessionSecretOf,
  startMemberSession,
} from '../../db/members/sessions.ts';
import { signInByLink } from '../../db/members/proofs.ts';
import { listOffices } from '../../db/offices/offices.ts';
import { browserOf } from '../../domain/members/browser.ts';
import { toIso } from '../../domain/time.ts';
import { unreadable } from '../../domain/unreadable.ts';
import type { Endpoint } from '../../wire/http/endpoint.ts';
import type { MemberAnswer, membersEndpoints } from '../../wire/members.ts';
import type { ApiDeps } from '../deps.ts';
import type { Handler, Handlers } from '../http/handler.ts';
import { languageOf } from '../http/problem.ts';
import type { GateLimits } from '../limits/gate.ts';
import { invalidField } from '../http/requests.ts';
import { defaultFirst } from '../offices/default-office.ts';
import { askingSecretOf, deliveryOf, linkFor, toLinkAnswer } from './member-links.ts';

/**
 * Registrations, wishes for links and tries at once: a flood of them waits for its own counts, each with a line to the
 * database that tickets need as well.
 */
export const signingIn = { atOnce: 2, waiting: 12 } as const satisfies GateLimits;

/** What strangers may do without end, through the gate. */
const fewAtATime =
  <E extends Endpoint>(handler: Handler<E>): Handler<E> =>
  (input, deps) =>
    deps.signingIn(() => handler(input, deps));

/** Members: registered and signed in at once, who they are, where they are signed in, and their end. */
export const membersHandlers: Handlers<typeof membersEndpoints> = {
  register: fewAtATime(async ({ body, command, request, response, refuse }, deps) => {
    const { cipher, commands, memberCookies, throttle } = deps;
    const { office: asked, language, terminal, ...person } = body;
    await throttle.registration(request);
    const office = await officeOf(asked, deps);
    const { id } = await commands.once(
      { ...command, scope: askerOf(request, deps) },
      async (trx, { id: memberId }) => {
        await addMember(trx, cipher, { id: memberId, office, language, person });
        const browser = browserOf(request.get('user-agent') ?? '');
        await startMemberSession(trx, cipher, { id: memberId, memberId, terminal, ...browser });
        await linkFor(trx, deps, {
          id: memberId,
          kind: 'member-confirm',
          email: person.email,
          memberId,
          office,
          language,
          browser: askingSecretOf(deps, request, memberId),
          request,
        });
        await settleCommand(trx, memberId, { status: 201, answer: {} });
        await countRegistration(trx, { office, person });
      },
    );
    const member = await readMember(deps, id);
    if (!member) throw refuse('not-signed-in'); // the same key again, after the registration was deleted
    memberCookies.give(response, sessionSecretOf(cipher, id), { terminal });
    memberCookies.asking.give(response, askingSecretOf(deps, request, id));
    return { ...toAnswer(member), ...toLinkAnswer(deps, id) };
  }),

  async me({ member: { id }, refuse }, deps) {
    const member = await readMember(deps, id);
    if (!member) throw refuse('not-signed-in');
    return { ...toAnswer(member), mail: deliveryOf(deps) };
  },

  async remove({ member, response }, { db, cipher, mailUrl, memberCookies }) {
    await deleteMember({ db, cipher, mailIsOn: mailUrl !== null }, member);
    memberCookies.take(response);
  },

  confirmAgain: fewAtATime(async ({ member: { id: memberId }, request, response, refuse }, deps) => {
    const member = await readMember(deps, memberId);
    if (!member) throw refuse('not-signed-in');
    const id = randomUUID();
    const { person, office } = member;
    if (member.confirmedBy !== null || !person) return { mail: deliveryOf(deps), link: null };
    await deps.throttle.linkAsked(request);
    const browser = askingSecretOf(deps, request, id);
    const wish = {
      id,
      kind: 'member-confirm',
      email: person.email,
      memberId,
      office,
      language: member.language,
      browser,
      request,
    } as const;
    const linkId = await deps.db.transaction().execute((trx) => linkFor(trx, deps, wish));
    deps.memberCookies.asking.give(response, browser);
    return toLinkAnswer(deps, linkId);
  }),

  askLink: fewAtATime(async ({ body: { email }, request, response }, deps) => {
    const { db, cipher, memberCookies, throttle } = deps;
    await throttle.linkAsked(request);
    const id = randomUUID();
    const browser = askingSecretOf(deps, request, id);
    const first = await officeOf(undefined, deps);
    const found = await findByAddress(db, cipher, email);
    const whom = {
      email: found?.email ?? email,
      memberId: found?.id ?? null,
      office: found?.office ?? first,
      language: languageOf(request),
    };
    await db
      .transaction()
      .execute((trx) => linkFor(trx, deps, { id, kind: 'member-link', ...whom, browser, request }));
    memberCookies.asking.give(response, browser);
    return { mail: deliveryOf(deps) };
  }),

  signIn: fewAtATime(async ({ body, request, response, refuse }, deps) => {
    const { memberCookies, throttle } = deps;
    const tried = await throttle.linkTried(request);
    const cookies = request.get('cookie');
    const before = await memberCookies.memberOf(cookies);
    const terminal = body.terminal ?? before?.terminal ?? false;
    const outcome = await signInByLink(deps, {
      ...body,
      browser: memberCookies.asking.read(cookies),
      before,
      terminal,
      seenAs: browserOf(request.get('user-agent') ?? ''),
    });
    if (typeof outcome === 'string') throw refuse(refusals[outcome]);
    await tried.succeeded();
    const member = await readMember(deps, outcome.memberId);
    if (!member) throw refuse('link-over');
    memberCookies.give(response, outcome.secret, { terminal });
    return toAnswer(member);
  }),

  sessions: ({ member }, { db }) => listMemberSessions(db, member),

  async endSession({ member, params: { session }, response, refuse }, { db, memberCookies }) {
    const ended = { memberId: member.id, session, sparing: member.session, by: 'sign-out' } as const;
    if (!(await endSessionsFrom(db, ended))) throw refuse('not-found');
    if (session === member.session) memberCookies.take(response);
  },

  async who({ request }, deps) {
    const cookies = request.get('cookie');
    const signedIn = await deps.memberCookies.memberOf(cookies);
    const known = signedIn && (await readMember(deps, signedIn.id));
    if (!signedIn || !known) return { member: null, ended: await deps.memberCookies.endOf(cookies) };
    const { confirmed, terminal } = signedIn;
    return { member: { name: known.person?.name ?? unreadable, confirmed, terminal }, ended: null };
  },

  async signOut({ request, response }, { db, memberCookies }) {
    const cookies = request.get('cookie');
    const member = await memberCookies.memberOf(cookies);
    if (member) await endMemberSession(db, { memberId: member.id, session: member.session });
    else await memberCookies.forgetEnd(cookies);
    memberCookies.take(response);
  },
};

async function officeOf(asked: string | undefined, { db, defaultOffice }: ApiDeps): Promise<string> {
  const offices = defaultFirst(await listOffices(db), defaultOffice);
  const office = asked === undefined ? offices[0] : offices.find(({ code }) => code === asked);
  if (!office) throw invalidField('/office', 'unknown-code');
  return office.code;
}

/** The scope of the keys of whoever registers: a guessed key must not bring somebody else's session. */
function askerOf(request: Request, { cipher, addressOf }: ApiDeps): string {
  return `register ${cipher.mac(`address ${addressOf(request)}`).toString('base64url')}`;
}

/** Why a link or a code did not sign anybody in. */
const refusals = {
  unknown: 'not-found',
  over: 'link-over',
  'other-browser': 'other-browser',
  'wrong-code': 'wrong-code',
} as const;

function toAnswer({ office, language, registeredAt, confirmedBy, person }: KnownMember): MemberAnswer {
  const known = person ?? {
    name: unreadable,
    email: unreadable,
    institution: unreadable,
    institutionCategory: null,
    purpose: null,
  };
  const { name, email, institution, institutionCategory, purpose } = known;
  const other = person?.purposeOther;
  return {
    member: {
      name,
      email,
      institution,
      institutionCategory,
      purpose,
      ...(other === undefined ? {} : { purposeOther: other }),
      office,
      language,
      registeredAt: toIso(registeredAt),
    },
    confirmed: confirmedBy !== null,
  };
}
