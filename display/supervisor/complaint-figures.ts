import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { channels, complaintKinds } from '../../domain/complaints/steps.ts';
import { pathOf } from '../../domain/pages.mjs';
import type { AnswerTo } from '../../wire/http/client.ts';
import { complaintWords } from '../ui/complaints/complaint-words.ts';
import { read } from '../ui/line/api.ts';
import { pageAddress } from '../ui/office/office.ts';
import { sheetStyles } from '../ui/style/sheet-styles.ts';
import { shared } from '../ui/style/styles.ts';
import { table } from '../ui/table.ts';
import { numberOf } from '../ui/words/format.ts';
import { LocalizedElement } from '../ui/words/language.ts';
import { inLanguage } from '../ui/words/words.ts';
import { watchStyles } from './styles.ts';

type Figures = AnswerTo<'/offices/{office}/complaints/figures'>;
type Count = Figures['counts'][number];

/** Complaints change within hours, not within seconds. */
const readEveryMs = 30_000;

const id = {
  title: 'Pengaduan',
  open: 'Belum selesai',
  overdue: 'Terlambat sekarang',
  unassigned: 'Petugas belum ditetapkan',
  work: 'Buka pengaduan masuk',
  none: 'Tidak ada pengaduan yang masuk pada periode ini.',
  period: 'Masuk pada periode ini',
  channel: 'Saluran',
  kind: 'Jenis',
  unclassified: 'Belum diverifikasi',
  all: 'Semua',
  received: 'Masuk',
  'in-time': 'Dijawab tepat waktu',
  late: 'Dijawab terlambat',
  owed: 'Menunggu jawaban',
  overdueAnswer: 'Lewat tenggat',
  ended: 'Diteruskan atau bukan pengaduan',
};

const en: typeof id = {
  title: 'Complaints',
  open: 'Open',
  overdue: 'Late now',
  unassigned: 'No officer yet',
  work: 'Open the complaints',
  none: 'No complaint came in this period.',
  period: 'Came in this period',
  channel: 'Channel',
  kind: 'Kind',
  unclassified: 'Not yet verified',
  all: 'All',
  received: 'Received',
  'in-time': 'Answered in time',
  late: 'Answered late',
  owed: 'Answer owed',
  overdueAnswer: 'Overdue',
  ended: 'Handed on or no complaint',
};

/** How it stands with an office's complaints now, and those of a period by channel, kind and timeliness. */
@customElement('complaint-figures')
export class ComplaintFigures extends LocalizedElement {
  static override styles = [shared, sheetStyles, watchStyles];

  @property() office = '';
  @property() from = '';
  @property() to = '';
  @state() private figures: Figures | null = null;
  #asked = '';
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => void this.#read(), readEveryMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override willUpdate(): void {
    const asked = `${this.office} ${this.from} ${this.to}`;
    if (asked === this.#asked) return;
    this.#asked = asked;
    void this.#read();
  }

  override render() {
    const texts = inLanguage({ id, en });
    if (this.figures === null) return nothing;
    const { now, counts } = this.figures;
    const tile = (word: string, n: number, tone: string) =>
      html`<div class="tile ${n > 0 ? tone : ''}">
        <dt>${word}</dt>
        <dd>${numberOf(n, 0)}</dd>
      </div>`;
    return html`<section>
      <h2>${texts.title}</h2>
      <dl class="tiles">
        ${tile(texts.open, now.open, '')} ${tile(texts.overdue, now.overdue, 'bad')}
        ${tile(texts.unassigned, now.unassigned, 'warn')}
      </dl>
      <p><a href=${pageAddress(pathOf('complaints'))}>${texts.work}</a></p>
      <h3>${texts.period}</h3>
      ${counts.length === 0 ? html`<p class="hint">${texts.none}</p>` : this.#tables(counts)}
    </section>`;
  }

  #tables(counts: readonly Count[]) {
    const texts = inLanguage({ id, en });
    const words = complaintWords();
    const kinds = [...complaintKinds, null];
    return html`${tableOf(
      texts.channel,
      channels.map((channel) => [words.channels[channel], counts.filter((one) => one.channel === channel)]),
    )}
    ${tableOf(
      texts.kind,
      kinds.map((kind) => [
        kind === null ? texts.unclassified : words.kinds[kind],
        counts.filter((one) => one.kind === kind),
      ]),
    )}`;
  }

  async #read(): Promise<void> {
    const { office, from, to } = this;
    const reply = await read('/offices/{office}/complaints/figures', { office }, { query: { from, to } });
    if (reply.kind === 'ok' && this.#asked === `${office} ${from} ${to}`) this.figures = reply.value;
  }
}

/** A row for each group that has complaints, and one for all. */
function tableOf(head: string, groups: readonly (readonly [name: string, counts: readonly Count[]])[]) {
  const texts = inLanguage({ id, en });
  const answers = ['in-time', 'late', 'owed', 'overdue', 'none'] as const;
  const sum = (counts: readonly Count[]): number => counts.reduce((total, { n }) => total + n, 0);
  const cells = (counts: readonly Count[]) => [
    numberOf(sum(counts), 0),
    ...answers.map((answer) => numberOf(sum(counts.filter((one) => one.answer === answer)), 0)),
  ];
  const some = groups.filter(([, counts]) => counts.length > 0);
  return table(
    [head, texts.received, texts['in-time'], texts.late, texts.owed, texts.overdueAnswer, texts.ended],
    [
      ...some.map(([name, counts]) => [name, ...cells(counts)]),
      [html`<b>${texts.all}</b>`, ...cells(some.flatMap(([, counts]) => counts))],
    ],
  );
}
