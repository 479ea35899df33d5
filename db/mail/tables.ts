import type { Generated } from 'kysely';
import type { Language } from '../../domain/language.ts';
import type { MailFault, MailKind, MailStage } from '../../domain/mail/mail.ts';
import type { GeneratedTime, NullableTime, Time } from '../columns.ts';

interface MailTable {
  id: string;
  kind: MailKind;
  cause: string;
  office: string;
  language: Language;
  content: Buffer | null;
  stage: MailStage;
  round: Generated<number>;
  attempts: Generated<number>;
  fault: MailFault | null;
  fault_code: number | null;
  created_at: GeneratedTime;
  queued_at: NullableTime;
  due_at: NullableTime;
  good_until: Time;
  ended_at: NullableTime;
}

export interface MailTables {
  mail: MailTable;
}
