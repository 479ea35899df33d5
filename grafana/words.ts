import type {
  EngineResult,
  MoveResult,
  SyntheticResult,
  deliveryResults,
  escalationCounts,
} from '../domain/metrics.ts';
import type { Verdict } from '../domain/visits/sla.ts';
import { outcomeWords as outcomes } from '../domain/supervision/outcomes.ts';
import type { OpenStep } from '../domain/visits/steps.ts';

/** Words on dashboards for label values; a value without a word does not compile. */
export const stepWords: Readonly<Record<OpenStep, string>> = {
  waiting: 'Menunggu panggilan',
  called: 'Dipanggil',
  'guest-book': 'Mengisi buku tamu',
  registered: 'Menunggu layanan',
  serving: 'Sedang dilayani',
  library: 'Di perpustakaan',
  rating: 'Memberi penilaian',
};

export const outcomeWords = outcomes.id;

export const verdictWords: Readonly<Record<Exclude<Verdict, 'running'>, string>> = {
  met: 'Tepat waktu',
  breached: 'Terlambat',
  excluded: 'Dikecualikan',
};

export const scoreWords: Readonly<Record<'1' | '2' | '3' | '4' | '5', string>> = {
  '1': '1 · sangat tidak puas',
  '2': '2 · tidak puas',
  '3': '3 · cukup',
  '4': '4 · puas',
  '5': '5 · sangat puas',
};

export const moveResultWords: Readonly<Record<MoveResult, string>> = {
  written: 'Tercatat',
  repeated: 'Diulang',
  refused: 'Ditolak',
  failed: 'Gagal',
};

export const engineResultWords: Readonly<Record<EngineResult, string>> = {
  answered: 'Dijawab',
  refused: 'Ditolak',
  unavailable: 'Tidak terjangkau',
};

export const escalationWords: Readonly<Record<(typeof escalationCounts)[number], string>> = {
  warned: 'Diperingatkan',
  saved: 'Terselamatkan sebelum batas',
  raised: 'Diteruskan ke supervisor',
  acknowledged: 'Ditanggapi',
};

export const deliveryResultWords: Readonly<Record<(typeof deliveryResults)[number], string>> = {
  sent: 'Terkirim',
  failed: 'Gagal',
};

export const syntheticResultWords: Readonly<Record<SyntheticResult, string>> = {
  ok: 'Berhasil',
  failed: 'Gagal',
};
