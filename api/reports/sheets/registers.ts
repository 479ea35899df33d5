import { readComplaints, type RegisteredComplaint } from '../../../db/reports/complaints.ts';
import {
  readCustody,
  readIncidents,
  readVisitors,
  readVisits,
  type CustodyRow,
  type IncidentRow,
  type VisitorRow,
  type VisitRow,
} from '../../../db/reports/registers.ts';
import { readSkd } from '../../../db/reports/skd.ts';
import { answerWords, channelWords, kindWords, stageWords } from '../../../domain/complaints/words.ts';
import type { RegisterName } from '../../../domain/reports/documents.ts';
import {
  custodyStateWords,
  idTypeWords,
  incidentWords,
  stepWords,
  verdictWords,
} from '../../../domain/staff/words.ts';
import { skdColumns, type SkdRow } from '../../../domain/supervision/skd.ts';
import type { Cell } from '../../../wire/supervision/report-tables.ts';
import type { FileColumn } from '../sheet.ts';
import type { Content, Reading } from './reading.ts';

/** A column and what of a row stands in it. */
interface Shown<Row> extends FileColumn {
  readonly of: (row: Row) => Cell;
}

function register<Row>(
  shown: readonly Shown<Row>[],
  batches: AsyncIterable<readonly Row[]>,
  notes: readonly string[] = [],
): Content {
  async function* rows(): AsyncGenerator<readonly Cell[][]> {
    for await (const some of batches) yield some.map((row) => shown.map(({ of }) => of(row)));
  }
  return { columns: shown, rows: rows(), notes };
}

const words = {
  step: stepWords.id,
  verdict: verdictWords.id,
  idType: idTypeWords.id,
  channel: channelWords.id,
  kind: kindWords.id,
  answer: answerWords.id,
  stage: stageWords.id,
};

/** The registers: rows as they happened. */
export const registers: Readonly<Record<RegisterName, (reading: Reading) => Content>> = {
  visits: ({ trx, office, origin }) =>
    register<VisitRow>(
      [
        { kind: 'day', head: 'hari', title: 'Hari', of: ({ day }) => day },
        { kind: 'text', head: 'nomor', title: 'Nomor', of: ({ label }) => label },
        { kind: 'time', head: 'diambil', title: 'Diambil', of: ({ takenAt }) => takenAt },
        { kind: 'time', head: 'dipanggil', title: 'Dipanggil', of: ({ calledAt }) => calledAt },
        { kind: 'time', head: 'buku_tamu', title: 'Buku tamu', of: ({ registeredAt }) => registeredAt },
        { kind: 'time', head: 'dilayani', title: 'Dilayani', of: ({ servedAt }) => servedAt },
        { kind: 'time', head: 'masuk', title: 'Masuk', of: ({ enteredAt }) => enteredAt },
        { kind: 'time', head: 'berakhir', title: 'Berakhir', of: ({ endedAt }) => endedAt },
        { kind: 'word', head: 'hasil', title: 'Hasil', words: words.step, of: ({ step }) => step },
        { kind: 'word', head: 'janji', title: 'Janji', words: words.verdict, of: ({ verdict }) => verdict },
        { kind: 'seconds', head: 'detik', title: 'Lama', of: ({ seconds }) => seconds },
      ],
      readVisits(trx, { ...origin, office }),
      ['Lama: dari buku tamu sampai dilayani. Jam menurut waktu kantor.'],
    ),
  visitors: ({ trx, cipher, office, origin }) =>
    register<VisitorRow>(
      [
        { kind: 'count', head: 'visitor_id', title: 'visitor_id', of: ({ visitorId }) => visitorId },
        { kind: 'text', head: 'member_id', title: 'member_id', of: () => null },
        { kind: 'text', head: 'member_name', title: 'member_name', of: ({ name }) => name },
        { kind: 'text', head: 'institution', title: 'institution', of: ({ institution }) => institution },
        { kind: 'text', head: 'room_code', title: 'room_code', of: ({ service }) => service },
        { kind: 'moment', head: 'checkin_date', title: 'checkin_date', of: ({ at }) => at },
      ],
      readVisitors(trx, cipher, { ...origin, office }),
    ),
  skd: ({ trx, cipher, office, origin }) =>
    register<SkdRow>(
      Object.entries(skdColumns).map(([head, of]) => ({
        kind: head === 'tanggal' ? 'day' : head === 'data' ? 'text' : 'word',
        head,
        title: head,
        of,
      })),
      readSkd(trx, cipher, { ...origin, office }),
      ['Kode menurut Survei Kebutuhan Data; sarana 1 datang langsung, 2 PST daring.'],
    ),
  custody: ({ trx, office, origin }) =>
    register<CustodyRow>(
      [
        { kind: 'day', head: 'hari', title: 'Hari', of: ({ day }) => day },
        { kind: 'text', head: 'nomor', title: 'Nomor', of: ({ label }) => label },
        {
          kind: 'word',
          head: 'jenis',
          title: 'Jenis kartu',
          words: words.idType,
          of: ({ idType }) => idType,
        },
        { kind: 'text', head: 'loker', title: 'Loker', of: ({ locker }) => locker },
        { kind: 'moment', head: 'sejak', title: 'Dititipkan', of: ({ heldAt }) => heldAt },
        { kind: 'text', head: 'petugas', title: 'Petugas penerima', of: ({ heldBy }) => heldBy },
        { kind: 'moment', head: 'sampai', title: 'Dikembalikan', of: ({ endedAt }) => endedAt },
        { kind: 'text', head: 'petugas_akhir', title: 'Petugas pengembali', of: ({ endedBy }) => endedBy },
        {
          kind: 'word',
          head: 'keadaan',
          title: 'Keadaan',
          words: custodyStateWords.id,
          of: ({ state }) => state,
        },
      ],
      readCustody(trx, { ...origin, office }),
    ),
  incidents: ({ trx, office, origin }) =>
    register<IncidentRow>(
      [
        { kind: 'day', head: 'hari', title: 'Hari', of: ({ day }) => day },
        { kind: 'text', head: 'nomor', title: 'Nomor', of: ({ label }) => label },
        { kind: 'moment', head: 'waktu', title: 'Waktu', of: ({ at }) => at },
        {
          kind: 'word',
          head: 'kejadian',
          title: 'Kejadian',
          words: incidentWords.id,
          of: ({ kind }) => kind,
        },
        { kind: 'text', head: 'loker', title: 'Loker', of: ({ locker }) => locker },
        { kind: 'text', head: 'petugas', title: 'Petugas', of: ({ by }) => by },
      ],
      readIncidents(trx, { ...origin, office }),
      ['Uraian setiap kejadian ada dalam berita acaranya.'],
    ),
  complaints: ({ trx, office, origin }) =>
    register<RegisteredComplaint>(
      [
        { kind: 'text', head: 'nomor', title: 'Nomor', of: ({ reference }) => reference },
        { kind: 'moment', head: 'diterima', title: 'Diterima', of: ({ receivedAt }) => receivedAt },
        { kind: 'word', head: 'kanal', title: 'Kanal', words: words.channel, of: ({ channel }) => channel },
        { kind: 'word', head: 'jenis', title: 'Jenis', words: words.kind, of: ({ kind }) => kind },
        { kind: 'day', head: 'tenggat', title: 'Tenggat', of: ({ dueOn }) => dueOn },
        { kind: 'moment', head: 'dijawab', title: 'Dijawab', of: ({ answeredAt }) => answeredAt },
        { kind: 'moment', head: 'ditutup', title: 'Ditutup', of: ({ endedAt }) => endedAt },
        {
          kind: 'word',
          head: 'tepat_waktu',
          title: 'Tepat waktu',
          words: words.answer,
          of: ({ answer }) => answer,
        },
        {
          kind: 'moment',
          head: 'tindak_lanjut',
          title: 'Tindak lanjut pertama',
          of: ({ followedUpAt }) => followedUpAt,
        },
        {
          kind: 'moment',
          head: 'dibuka_kembali',
          title: 'Dibuka kembali',
          of: ({ reopenedAt }) => reopenedAt,
        },
        { kind: 'word', head: 'tahap', title: 'Tahap', words: words.stage, of: ({ stage }) => stage },
      ],
      readComplaints(trx, { ...origin, office }),
      ['Menurut hari diterima. Tenggat dan jawaban pengaduan yang dibuka kembali dihitung sejak itu.'],
    ),
};
