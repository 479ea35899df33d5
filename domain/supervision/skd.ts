/**
 * How a user of the service came; its place in the list, from 1, is the code of `sarana` in the yearly survey of data needs
 * (Survei Kebutuhan Data): datang langsung, PST online.
 */
export const skdChannels = ['in-person', 'online'] as const;
export type SkdChannel = (typeof skdChannels)[number];

/** A user of the service as the survey counts one: codes of the guest book, null where nothing was answered. */
export interface SkdRow {
  readonly day: string;
  readonly channel: SkdChannel;
  readonly gender: string | null;
  readonly ageBand: number | null;
  readonly disability: boolean | null;
  readonly education: number | null;
  readonly occupation: number | null;
  readonly institutionCategory: number;
  readonly purpose: number;
  /** The sum of the bit codes. */
  readonly services: number | null;
  readonly dataNeeded: string | null;
}

/** The columns of the survey's file, in its order and its codes. */
export const skdColumns = {
  tanggal: ({ day }) => day,
  jenis_kelamin: ({ gender }) => gender,
  umur: ({ ageBand }) => ageBand,
  disabilitas: ({ disability }) => (disability === null ? null : disability ? 1 : 2),
  pendidikan: ({ education }) => education,
  pekerjaan: ({ occupation }) => occupation,
  kategori_instansi: ({ institutionCategory }) => institutionCategory,
  pemanfaatan: ({ purpose }) => purpose,
  sarana: ({ channel }) => skdChannels.indexOf(channel) + 1,
  layanan: ({ services }) => services,
  data: ({ dataNeeded }) => dataNeeded,
} as const satisfies Readonly<Record<string, (row: SkdRow) => string | number | null>>;
