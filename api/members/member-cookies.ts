import type { Response } from 'express';
import type { Database } from '../../db/connect.ts';
import {
  findMemberSession,
  findSessionEnd,
  forgetSessionEnd,
  type Member,
} from '../../db/members/sessions.ts';
import type { SessionEnd } from '../../domain/members/member.ts';
import { createCookie } from '../http/cookies.ts';

/** Sessions of members in a cookie of their own, apart from that of staff. */
export function createMemberCookies({ db, publicUrl }: { db: Database; publicUrl: string | null }) {
  const name = 'kunjung-member';
  const kept = createCookie({ name, publicUrl, kept: 'a-year' });
  const asking = createCookie({ name: 'kunjung-link', publicUrl, kept: 'a-day' });
  const whileOpen = createCookie({ name, publicUrl, kept: 'while-open' });
  return {
    /** The member who is signed in by these cookies, or null. */
    async memberOf(cookies: string | undefined): Promise<Member | null> {
      const secret = kept.read(cookies);
      return secret === null ? null : findMemberSession(db, secret);
    },

    /** What ended the session of these cookies, where their browser had no part in it. */
    async endOf(cookies: string | undefined): Promise<SessionEnd | null> {
      const secret = kept.read(cookies);
      return secret === null ? null : findSessionEnd(db, secret);
    },

    /** Forgets that end: whoever reads it has seen it. */
    async forgetEnd(cookies: string | undefined): Promise<void> {
      const secret = kept.read(cookies);
      if (secret !== null) await forgetSessionEnd(db, secret);
    },

    /** Gives a browser its session; the terminal's does not outlive the browser. */
    give(response: Response, secret: string, { terminal }: { terminal: boolean }): void {
      (terminal ? whileOpen : kept).give(response, secret);
    },

    take: kept.take,

    /** The browser that asks for a link, and in which alone it is good; it keeps its secret for a day. */
    asking,
  };
}

export type MemberCookies = ReturnType<typeof createMemberCookies>;
