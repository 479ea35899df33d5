// Makes the PDFs of the sample collection anew: node test/world/softcopies/make-samples.ts
import { readFile, writeFile } from 'node:fs/promises';
import { readSampleCollection } from '../../../db/seed/seed.ts';
import { sampleSoftcopies } from '../../../db/seed/sample-softcopies.ts';
import type { Publication } from '../../../domain/catalogue/publication.ts';
import { launchChromium } from '../../browser/screens/chromium.ts';

const regencies = ['Malinau', 'Bulungan', 'Tana Tidung', 'Nunukan', 'Kota Tarakan'];
const font = await readFile(
  new URL(
    '../../../node_modules/@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2',
    import.meta.url,
  ),
);
const bold = await readFile(
  new URL(
    '../../../node_modules/@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-600-normal.woff2',
    import.meta.url,
  ),
);

const style = `
  @font-face { font-family: Plex; src: url(data:font/woff2;base64,${font.toString('base64')}); }
  @font-face { font-family: Plex; font-weight: 600; src: url(data:font/woff2;base64,${bold.toString('base64')}); }
  @page { size: A4; margin: 0; }
  @page wide { size: A4 landscape; margin: 0; }
  * { box-sizing: border-box; }
  body { margin: 0; font: 10pt/1.5 Plex; color: #0b1b33; -webkit-print-color-adjust: exact; }
  section { position: relative; width: 210mm; height: 296.5mm; padding: 24mm 22mm; break-after: page; overflow: hidden; }
  section.wide { page: wide; width: 297mm; height: 209.5mm; }
  section::after { content: 'CONTOH: angka karangan untuk mencoba Kunjung, bukan data BPS'; position: absolute; inset: 8mm 0 auto; text-align: center; font-size: 8pt; letter-spacing: .08em; color: #b3261e; }
  .cover { background: #003d82; color: #fff; display: grid; align-content: space-between; padding: 30mm 24mm; }
  .cover::after { color: #fff; }
  .cover h1 { font-size: 32pt; line-height: 1.15; margin: 0 0 6mm; }
  .cover .en { font-size: 14pt; font-style: italic; opacity: .85; }
  .cover .bar { height: 3mm; width: 60mm; background: #f7941d; }
  h2 { font-size: 17pt; color: #003d82; margin: 0 0 5mm; }
  .no { display: inline-block; background: #f7941d; color: #fff; font-weight: 600; padding: 1mm 3mm; margin-bottom: 2mm; }
  table { width: 100%; border-collapse: collapse; font-size: 9pt; }
  th { background: #003d82; color: #fff; padding: 2mm; text-align: right; }
  th:first-child, td:first-child { text-align: left; }
  td { padding: 1.8mm 2mm; text-align: right; border-bottom: .3mm solid #d5deea; font-variant-numeric: tabular-nums; }
  tr.sum td { font-weight: 600; background: #eef4ff; }
  .source { margin-top: 4mm; font-size: 8pt; color: #4a5a70; }
  p { margin: 0 0 4mm; max-width: 150mm; }
  .page { position: absolute; bottom: 14mm; left: 0; right: 0; text-align: center; font-size: 8pt; color: #4a5a70; }
`;

const thousands = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 2 });

/** Figures that look like figures, the same ones each time. */
function figuresOf(publication: Publication): (least: number, most: number) => number {
  let state = Array.from(publication.title).reduce((sum, sign) => sum + (sign.codePointAt(0) ?? 0), 7);
  return (least, most) => {
    state = (state * 48_271) % 2_147_483_647;
    return least + (state / 2_147_483_647) * (most - least);
  };
}

function pagesOf(publication: Publication): string {
  const { title, titleEn, year, subject } = publication;
  const next = figuresOf(publication);
  const years = [year - 4, year - 3, year - 2, year - 1, year];
  let page = 0;
  const section = (content: string, kind = ''): string =>
    `<section class="${kind}">${content}${kind === 'cover' ? '' : `<div class="page">${(page += 1)}</div>`}</section>`;
  const table = (
    n: number,
    caption: string,
    rows: readonly (readonly [string, readonly number[]])[],
    sum: boolean,
  ) => {
    const total = years.map((_, at) => rows.reduce((all, [, values]) => all + (values[at] ?? 0), 0));
    const row = ([name, values]: readonly [string, readonly number[]], of = '') =>
      `<tr class="${of}"><td>${name}</td>${values.map((value) => `<td>${thousands.format(value)}</td>`).join('')}</tr>`;
    return `<span class="no">Tabel ${n}</span><h2>${caption}</h2><table><tr><th>Kabupaten/Kota</th>${years
      .map((each) => `<th>${each}</th>`)
      .join('')}</tr>${rows.map((each) => row(each)).join('')}${
      sum ? row(['Kalimantan Utara', total], 'sum') : ''
    }</table><p class="source">Sumber: angka karangan untuk contoh</p>`;
  };
  const people = regencies.map((name) => {
    const start = Math.round(next(28_000, 230_000));
    return [name, years.map((_, at) => Math.round(start * (1 + at * 0.018)))] as const;
  });
  const shares = regencies.map((name) => {
    const start = next(4, 12);
    return [name, years.map((_, at) => Math.round((start - at * next(0, 0.4)) * 100) / 100)] as const;
  });
  const values = regencies.map((name) => {
    const start = next(4_000, 26_000);
    return [name, years.map((_, at) => Math.round(start * (1 + at * 0.06) * 10) / 10)] as const;
  });
  return [
    section(
      `<div><div class="bar"></div></div><div><h1>${title}</h1><p class="en">${titleEn ?? ''}</p></div><div>BADAN PUSAT STATISTIK<br>PROVINSI KALIMANTAN UTARA</div>`,
      'cover',
    ),
    section(
      `<h2>Kata Pengantar</h2><p>Publikasi <b>${title}</b> menyajikan data ${(subject ?? 'statistik').toLowerCase()} menurut kabupaten/kota selama lima tahun terakhir.</p><p>Berkas ini dibuat agar layanan softcopy dapat dicoba sebelum koleksi yang sebenarnya dimasukkan. Seluruh angkanya karangan dan tidak boleh dikutip.</p><p>Tanjung Selor, ${year}</p>`,
    ),
    section(table(1, 'Penduduk menurut kabupaten/kota (jiwa)', people, true)),
    section(
      `<span class="no">Gambar 1</span><h2>Penduduk menurut kabupaten/kota, ${year}</h2>${bars(people)}<p class="source">Sumber: Tabel 1</p>`,
    ),
    section(table(2, 'Nilai tambah menurut kabupaten/kota (miliar rupiah)', values, true), 'wide'),
    section(
      `${table(3, 'Persentase menurut kabupaten/kota', shares, false)}<br><span class="no">Gambar 2</span>${lines(shares, years)}`,
    ),
  ].join('');
}

function bars(rows: readonly (readonly [string, readonly number[]])[]): string {
  const last = rows.map(([name, values]) => ({ name, value: values.at(-1) ?? 0 }));
  const most = Math.max(...last.map(({ value }) => value));
  const each = last.map(
    ({ name, value }, at) =>
      `<text x="0" y="${at * 60 + 34}" font-size="15">${name}</text><rect x="120" y="${at * 60 + 12}" width="${(value / most) * 380}" height="34" fill="${at % 2 === 0 ? '#0099cc' : '#f7941d'}"/><text x="${128 + (value / most) * 380}" y="${at * 60 + 34}" font-size="13">${thousands.format(value)}</text>`,
  );
  return `<svg viewBox="0 0 620 ${last.length * 60 + 20}" width="166mm" font-family="Plex">${each.join('')}</svg>`;
}

function lines(rows: readonly (readonly [string, readonly number[]])[], years: readonly number[]): string {
  const colours = ['#003d82', '#0099cc', '#f7941d', '#1b6e3c', '#b3261e'];
  const at = (index: number, value: number) => `${60 + index * 105},${230 - value * 16}`;
  const each = rows.map(
    ([name, values], row) =>
      `<polyline fill="none" stroke="${colours[row]}" stroke-width="3" points="${values.map((value, index) => at(index, value)).join(' ')}"/><text x="490" y="${234 - (values.at(-1) ?? 0) * 16}" font-size="12" fill="${colours[row]}">${name}</text>`,
  );
  const marks = years.map(
    (year, index) =>
      `<text x="${60 + index * 105}" y="260" font-size="12" text-anchor="middle">${year}</text>`,
  );
  return `<svg viewBox="0 0 620 270" width="166mm" font-family="Plex"><line x1="50" y1="235" x2="490" y2="235" stroke="#76859b"/>${each.join('')}${marks.join('')}</svg>`;
}

const browser = await launchChromium();
try {
  const collection = await readSampleCollection();
  for (const [number, file] of sampleSoftcopies) {
    const publication = collection.find((each) => each.publicationNumber === number);
    if (!publication) throw new Error(`the sample collection has no ${number}`);
    const page = await browser.newPage();
    await page.setContent(
      `<!doctype html><html lang="id"><title>${publication.title}</title><style>${style}</style>${pagesOf(publication)}`,
    );
    await writeFile(file, await page.pdf({ preferCSSPageSize: true, printBackground: true }));
    await page.close();
  }
} finally {
  await browser.close();
}
