import { pathOf } from '../../domain/pages.mjs';
import type { Delivery, EscalationMessage } from '../../db/supervision/tellings.ts';

/** The mail server, the sender, the base address of the links, and the recipients. */
export interface EscalationMailSettings {
  readonly url: string;
  readonly from: string;
  readonly linkBase: string;
  readonly to: readonly string[];
}

const lines = {
  raised: (label: string) => ({
    id: `${label} belum dilayani padahal batas waktunya sudah lewat.`,
    en: `${label} has not been served although the time promised is over.`,
  }),
  withdrawn: (label: string) => ({
    id: `${label} ternyata dilayani tepat waktu. Pemberitahuan sebelumnya ditarik.`,
    en: `${label} was served in time after all. The earlier message is withdrawn.`,
  }),
} as const;

/** The mail: Indonesian first, then English; the queue number, never the person. */
export function toMail(
  { id, event, number }: Delivery,
  { office, label, dueAt, counter }: EscalationMessage,
  { from, to, linkBase }: EscalationMailSettings,
) {
  const text = lines[event](label);
  const due = new Intl.DateTimeFormat('id-ID', {
    timeZone: office.timeZone,
    dateStyle: 'medium',
    timeStyle: 'long',
  }).format(dueAt);
  const where = counter?.label ?? '–';
  const link = new URL(`${pathOf('supervisor')}?kantor=${office.code}`, linkBase).href;
  return {
    from: { name: office.name, address: from },
    to: [...to],
    subject: `${office.code} ${label}: ${event === 'raised' ? 'lewat batas / over the limit' : 'ditarik / withdrawn'}`,
    messageId: `<${id}@kunjung>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    text: `${office.name}

${text.id}
Batas: ${due}. Loket: ${where}. Pemberitahuan ke-${number}.

${link}

* * *

${text.en}
Limit: ${due}. Counter: ${where}. Message ${number}.

${link}&lang=en
`,
  };
}
