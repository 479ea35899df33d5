import type {
  AgeBand,
  Gender,
  InstitutionCategory,
  Occupation,
  Purpose,
  ServiceKind,
} from '../visitors/guest-book.ts';
import { skmElements, type OverallScore, type SkmElement, type SkmScore } from '../ratings/rating.ts';
import { between, oneOf, weighted, type Random } from './random.ts';

/** A guest book of somebody who does not exist, which name, address and institution say of themselves. */
export interface InventedBook {
  readonly name: string;
  readonly email: string;
  readonly institution: string;
  readonly institutionCategory: InstitutionCategory;
  readonly gender: Gender | null;
  readonly ageBand: AgeBand | null;
  readonly education: 1 | 2 | 3 | 4 | 5 | null;
  readonly occupation: Occupation | null;
  readonly disability: boolean | null;
  readonly purpose: Purpose;
  readonly services: ServiceKind[];
  readonly dataNeeded?: string;
  readonly privacyNotice: string;
}

const names: Readonly<Record<Gender, readonly string[]>> = {
  L: ['Agus', 'Bayu', 'Dimas', 'Eko', 'Fajar', 'Hendra', 'Joko', 'Rizal', 'Surya', 'Yusuf'],
  P: ['Ayu', 'Citra', 'Dewi', 'Fitri', 'Indah', 'Kartika', 'Lestari', 'Nur', 'Ratna', 'Wulan'],
};

/** Kinds of visitors: what they are, where from, what for. */
interface Kind {
  readonly institutions: readonly string[];
  readonly category: InstitutionCategory;
  readonly occupation: Occupation;
  readonly purpose: Purpose;
  readonly ages: readonly (readonly [AgeBand, number])[];
  readonly educations: readonly (readonly [1 | 2 | 3 | 4 | 5, number])[];
}

const kinds: readonly (readonly [Kind, number])[] = [
  [
    {
      institutions: ['Universitas Contoh', 'Politeknik Contoh', 'SMA Contoh'],
      category: 6,
      occupation: 1,
      purpose: 1,
      ages: [
        [1, 6],
        [2, 80],
        [3, 14],
      ],
      educations: [
        [1, 60],
        [2, 5],
        [3, 35],
      ],
    },
    46,
  ],
  [
    {
      institutions: ['Dinas Contoh', 'Bappeda Contoh', 'Kecamatan Contoh'],
      category: 4,
      occupation: 3,
      purpose: 2,
      ages: [
        [3, 30],
        [4, 40],
        [5, 30],
      ],
      educations: [
        [2, 10],
        [3, 65],
        [4, 25],
      ],
    },
    23,
  ],
  [
    {
      institutions: ['Pusat Studi Contoh', 'Universitas Contoh'],
      category: 6,
      occupation: 2,
      purpose: 4,
      ages: [
        [3, 35],
        [4, 40],
        [5, 20],
        [6, 5],
      ],
      educations: [
        [4, 65],
        [5, 35],
      ],
    },
    12,
  ],
  [
    {
      institutions: ['PT Contoh', 'CV Contoh'],
      category: 8,
      occupation: 5,
      purpose: 3,
      ages: [
        [2, 15],
        [3, 45],
        [4, 30],
        [5, 10],
      ],
      educations: [
        [1, 15],
        [2, 20],
        [3, 60],
        [4, 5],
      ],
    },
    13,
  ],
  [
    {
      institutions: ['Kantor Wilayah Contoh', 'Balai Contoh'],
      category: 2,
      occupation: 3,
      purpose: 2,
      ages: [
        [3, 40],
        [4, 40],
        [5, 20],
      ],
      educations: [
        [3, 70],
        [4, 30],
      ],
    },
    6,
  ],
];

const topics = [
  'PDRB menurut lapangan usaha',
  'Indeks Pembangunan Manusia',
  'Jumlah penduduk menurut kecamatan',
  'Angka kemiskinan',
  'Inflasi bulanan',
  'Luas panen padi',
  'Tingkat pengangguran terbuka',
  'Ekspor dan impor',
] as const;

/** A guest book; some questions are left open, as people do. */
export function inventBook(
  random: Random,
  { number, privacyNotice }: { readonly number: number; readonly privacyNotice: string },
): InventedBook {
  const kind = weighted(random, kinds);
  const gender = weighted<Gender>(random, [
    ['P', 54],
    ['L', 46],
  ]);
  const first = oneOf(random, names[gender]);
  const answered = <T>(answer: T): T | null => (random() < 0.04 ? null : answer);
  const consults = random() < 0.3;
  return {
    name: `${first} Contoh`,
    email: `${first.toLowerCase()}.${number}@contoh.invalid`,
    institution: oneOf(random, kind.institutions),
    institutionCategory: kind.category,
    gender: answered(gender),
    ageBand: answered(weighted(random, kind.ages)),
    education: answered(weighted(random, kind.educations)),
    occupation: answered(kind.occupation),
    disability: answered(random() < 0.015),
    purpose: kind.purpose,
    services: consults ? [1, 16] : [1],
    ...(random() < 0.6 && { dataNeeded: oneOf(random, topics) }),
    privacyNotice,
  };
}

/** What somebody thought of a visit. */
export interface InventedRating {
  readonly overall: OverallScore | null;
  readonly skm: Readonly<Partial<Record<SkmElement, SkmScore>>>;
  readonly comment: string | null;
}

const overallWeights: readonly (readonly [OverallScore, number])[] = [
  [1, 2],
  [2, 3],
  [3, 11],
  [4, 39],
  [5, 45],
];
const scoreWeights: readonly (readonly [SkmScore, number])[] = [
  [1, 1],
  [2, 6],
  [3, 48],
  [4, 45],
];
/** What is thought less of than the rest. */
const weaker: ReadonlySet<SkmElement> = new Set(['sarana', 'waktu']);

const comments = [
  'Pelayanan cepat dan ramah. (contoh)',
  'Petugas sangat membantu mencari data. (contoh)',
  'Ruang baca agak panas. (contoh)',
  'Mohon ditambah stop kontak di ruang baca. (contoh)',
  'Data yang dicari ada semua. (contoh)',
] as const;

/** Shares of visitors who rate, from 0 to 1; of those, who answers the nine questions, and how many of them. */
export interface RatingHabits {
  readonly rate: number;
  readonly survey: number;
  readonly answer: number;
}

export const usualRatings: RatingHabits = { rate: 0.62, survey: 0.6, answer: 0.97 };

/** A rating, or null when none was given. */
export function inventRating(random: Random, habits: RatingHabits): InventedRating | null {
  if (random() >= habits.rate) return null;
  const isSurveyed = random() < habits.survey;
  const answered = isSurveyed ? skmElements.filter(() => random() < habits.answer) : [];
  const score = (element: SkmElement): SkmScore => {
    const drawn = weighted(random, scoreWeights);
    return drawn > 1 && weaker.has(element) && random() < 0.3 ? ((drawn - 1) as SkmScore) : drawn;
  };
  return {
    overall: weighted(random, overallWeights),
    skm: Object.fromEntries(answered.map((element) => [element, score(element)])),
    comment: random() < 0.08 ? oneOf(random, comments) : null,
  };
}

/** What the collection was used for on a day with so many visitors. */
export function inventUses(
  random: Random,
  visitors: number,
): { readonly search: number; readonly 'empty-search': number; readonly registration: number } {
  const search = between(random, visitors * 1.2, visitors * 2.2);
  return { search, 'empty-search': between(random, 0, search * 0.09), registration: between(random, 0, 3) };
}
