import { complaintsRow } from './layanan/complaints.ts';
import { libraryRow } from './layanan/library.ts';
import { nowRow } from './layanan/now.ts';
import { promiseRow } from './layanan/promise.ts';
import { timesRow } from './layanan/times.ts';
import { visitsRow } from './layanan/visits.ts';

/** The service, for supervisors: rows of panels from what burns to what is only interesting. */
export const layanan = {
  uid: 'kunjung-layanan',
  title: 'Kunjung · Layanan',
  description:
    'Keadaan layanan untuk pengawas: antrean, janji lima menit, kartu identitas, penilaian, pustaka, dan pengaduan.',
  since: 'now-7d',
  refresh: '30s',
  rows: [nowRow, promiseRow, timesRow, visitsRow, libraryRow, complaintsRow],
} as const;
