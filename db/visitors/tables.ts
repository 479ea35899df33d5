import type { Generated } from 'kysely';
import type { GeneratedTime, NullableTime, Time } from '../columns.ts';

export interface GuestBookTable {
  command_id: string;
  visit_id: string;
  /** Null once the visitor is forgotten, as the address and the institution. */
  name: Buffer | null;
  email: Buffer | null;
  institution: Buffer | null;
  institution_category: number;
  gender: string | null;
  age_band: number | null;
  education: number | null;
  occupation: number | null;
  occupation_other: Buffer | null;
  phone: Buffer | null;
  disability: boolean | null;
  purpose: number;
  purpose_other: Buffer | null;
  services: number[];
  data_needed: Buffer | null;
  privacy_notice: string;
  remember: Generated<boolean>;
  rating_mail: Generated<boolean>;
  group_male: number | null;
  group_female: number | null;
  created_at: GeneratedTime;
  current_at: NullableTime;
}

interface EmailCheckTable {
  command_id: string;
  token_hash: Buffer | null;
  expires_at: Time;
  verified_at: NullableTime;
}

interface ProfileTable {
  id: string;
  email_mac: Buffer;
  body: Buffer;
  sealed_as: string;
  privacy_notice: string;
  consented_at: Time;
  used_at: Time;
}

interface ProfileOfferTable {
  command_id: string;
  email_mac: Buffer;
  body: Buffer;
  privacy_notice: string;
  created_at: GeneratedTime;
  current_at: NullableTime;
}

export interface VisitorTables {
  guest_book: GuestBookTable;
  email_check: EmailCheckTable;
  profile: ProfileTable;
  profile_offer: ProfileOfferTable;
}
