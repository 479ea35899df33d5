import type { Generated } from 'kysely';
import type { Language } from '../../domain/language.ts';
import type { Browser, System } from '../../domain/members/browser.ts';
import type { Confirmation, MemberEnd, SessionEnd } from '../../domain/members/member.ts';
import type { GeneratedTime, NullableTime, Time } from '../columns.ts';

interface MemberTable {
  id: string;
  office: string;
  language: Language;
  person: Buffer | null;
  address_mac: Buffer | null;
  registered_at: GeneratedTime;
  confirmed_by: Confirmation | null;
  confirmed_at: NullableTime;
  used_at: GeneratedTime;
  reminded_at: NullableTime;
  due_at: NullableTime;
  ended_at: NullableTime;
  ended_by: MemberEnd | null;
}

interface MemberSessionTable {
  id: string;
  secret_hash: Buffer;
  member_id: string;
  terminal: Generated<boolean>;
  browser: Browser;
  system: System;
  created_at: GeneratedTime;
  used_at: GeneratedTime;
}

interface EndedMemberSessionTable {
  secret_hash: Buffer;
  ended_by: SessionEnd;
  ended_at: GeneratedTime;
}

interface MemberLinkTable {
  id: string;
  member_id: string | null;
  address_mac: Buffer;
  place_mac: Buffer;
  browser_hash: Buffer;
  token_hash: Buffer;
  shown: boolean;
  mailed: boolean;
  tries: Generated<number>;
  created_at: GeneratedTime;
  expires_at: Time;
  used_at: NullableTime;
}

interface RegistrationCountTable {
  office: string;
  day: string;
  institution_category: number;
  purpose: number;
  registered: Generated<number>;
  confirmed: Generated<number>;
}

export interface MemberTables {
  member: MemberTable;
  member_session: MemberSessionTable;
  ended_member_session: EndedMemberSessionTable;
  member_link: MemberLinkTable;
  registration_count: RegistrationCountTable;
}
