import type { IncidentRecord } from '../../../db/reports/incident-record.ts';
import { localDayOf } from '../../../domain/offices/calendar.ts';
import { timeWords } from '../../../domain/offices/clock-words.ts';
import { idTypeWords, incidentWords } from '../../../domain/staff/words.ts';
import type { Instant } from '../../../domain/time.ts';
import { unreadable } from '../../../domain/unreadable.ts';
import { dayText, longDayText } from '../file-words.ts';
import type { Origin, Sink } from '../sheet.ts';
import { drawLetterhead } from './letterhead.ts';
import { hair, margin, muted, Paper } from './paper.ts';

const size = 10;
const leading = 15;
/** Of the lines about the visitor, which stay together, and of the signatures. */
const visitorHeight = 70;
const signersHeight = 82;

/**
 * The record of an incident, to be signed by whoever was there. Name and card of the visitor are written by hand: the
 * desk compares them with the person, and no copy of them is made.
 */
export async function writeIncidentRecord(record: IncidentRecord, origin: Origin, sink: Sink): Promise<void> {
  const title = 'Berita acara';
  const { timeZone, office } = origin;
  const paper = new Paper(sink, { title, origin, isWide: false });
  const momentText = (at: Instant): string =>
    `${dayText(localDayOf(at, timeZone))} pukul ${timeWords(new Date(at), { timeZone, language: 'id' })}`;
  paper.newPage();
  let y = drawLetterhead(paper, origin);
  const middle = paper.width / 2;
  paper.text('BERITA ACARA', { x: middle, y, size: 13, weight: 600, align: 'middle' });
  paper.text(incidentWords.id[record.kind], { x: middle, y: y + 17, size: 11, align: 'middle' });
  paper.text(`Nomor: ${'.'.repeat(40)}`, { x: middle, y: y + 34, size, colour: muted, align: 'middle' });
  y += 66;

  /** Goes on with the next page when so much has no place on this one. */
  const makeRoom = (height = 0): void => {
    if (y + height <= paper.bottom) return;
    paper.newPage();
    y = margin + size;
  };
  const paragraph = (text: string): void => {
    for (const line of paper.wrap(text, { width: paper.inner, size })) {
      makeRoom();
      paper.text(line, { x: margin, y, size });
      y += leading;
    }
  };
  const fact = (name: string, text: string): void => {
    paper.text(name, { x: margin + 14, y, size, colour: muted });
    for (const line of paper.wrap(text, { width: paper.inner - 190, size })) {
      paper.text(line, { x: margin + 190, y, size });
      y += leading;
    }
  };
  const time = timeWords(new Date(record.at), { timeZone, language: 'id' });
  paragraph(
    `Pada hari ${longDayText(localDayOf(record.at, timeZone))} pukul ${time} telah terjadi hal berikut di ${office.unit}.`,
  );
  y += 6;
  fact('Kejadian', incidentWords.id[record.kind]);
  fact('Nomor antrean', `${record.label}, ${dayText(record.day)}`);
  fact('Loker', record.locker ?? '–');
  fact('Kartu identitas', record.card ? idTypeWords.id[record.card.idType] : '–');
  if (record.card) {
    fact('Dititipkan', `${momentText(record.card.heldAt)}, diterima ${record.card.heldBy}`);
    fact('Dikembalikan', record.card.endedAt === null ? 'belum' : momentText(record.card.endedAt));
  }
  fact('Petugas yang mencatat', record.by);
  y += 10;

  paper.text('Uraian', { x: margin, y, size, weight: 600 });
  y += leading;
  if (record.note !== null) paragraph(record.note === unreadable ? 'tidak terbaca' : record.note);
  const ruled = (lines: number): void => {
    for (let line = 0; line < lines; line += 1) {
      makeRoom();
      y += 20;
      paper.line({ x: margin, y: y - 14 }, { x: paper.width - margin, y: y - 14 }, { colour: hair });
    }
  };
  y += 4;
  ruled(record.note === null ? 4 : 2);

  makeRoom(visitorHeight);
  paper.text('Pengguna layanan', { x: margin, y: y + 4, size, weight: 600 });
  y += leading + 6;
  const byHand = '.'.repeat(58);
  fact('Nama', byHand);
  fact('Nomor kartu identitas', 'dicocokkan dengan kartunya, tidak disalin');
  fact('Nama sesuai buku tamu', '[   ] ya      [   ] tidak');
  y += 10;
  paragraph(
    'Pengguna layanan tidak dipungut biaya. Berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.',
  );
  makeRoom(12 + signersHeight);
  drawSigners(paper, y + 12, ['Pengguna layanan', 'Petugas', `Mengetahui, Kepala ${office.name}`]);
  await paper.end();
}

function drawSigners(paper: Paper, y: number, signers: readonly string[]): void {
  const between = 18;
  const width = (paper.inner - between * (signers.length - 1)) / signers.length;
  for (const [index, signer] of signers.entries()) {
    const x = margin + index * (width + between);
    for (const [line, text] of paper.wrap(signer, { width, size: 9 }).entries()) {
      paper.text(text, { x, y: y + line * 12, size: 9 });
    }
    paper.line({ x, y: y + signersHeight }, { x: x + width, y: y + signersHeight }, { colour: muted });
  }
}
