import { html, nothing } from 'lit';
import type { OfficeView } from '../../../wire/offices/offices.ts';
import { dayOf } from '../words/format.ts';
import { inLanguage } from '../words/words.ts';

const id = {
  title: 'Data contoh',
  days: (from: string, to: string) =>
    `Semua yang tercatat dari ${from} sampai ${to} dibuat sebagai contoh dan bukan kunjungan sungguhan.`,
  remove: 'Dihapus dengan satu perintah pada komputer tempat Kunjung berjalan:',
};

const en: typeof id = {
  title: 'Sample data',
  days: (from, to) =>
    `Everything recorded from ${from} to ${to} was invented as a sample; nobody visited then.`,
  remove: 'One command on the computer that runs Kunjung removes it:',
};

const texts = (): typeof id => inLanguage({ id, en });

/** Says which days of an office are invented, as long as they are there. */
export function demoNotice(office: Pick<OfficeView, 'demo'> | null, besides: unknown = nothing) {
  const demo = office?.demo ?? null;
  if (demo === null) return nothing;
  const { title, days } = texts();
  return html`<p class="notice">
    <strong>${title}.</strong> ${days(dayOf(demo.from), dayOf(demo.to))} ${besides}
  </p>`;
}

/** The same for whoever can have them removed, with how. */
export const demoRemovalNotice = (office: Pick<OfficeView, 'demo'> | null) =>
  demoNotice(office, html`${texts().remove} <code>npm run demo -- remove</code>`);
