// @ts-check
// Every page there is. Plain JavaScript, because `npm start -- --help` reads it before anything is installed.

/** @typedef {import('./language.ts').Bilingual} Bilingual */

/**
 * `folder` of `display/` and of the build, `path` as the server matches it; its name in the help text, and whether
 * a start writes its address on the console; its link on the start page, if any.
 *
 * @satisfies {readonly {
 *   readonly folder: string;
 *   readonly path: string;
 *   readonly name: string;
 *   readonly onConsole: boolean;
 *   readonly link: { readonly title: Bilingual; readonly hint: Bilingual } | null;
 * }[]}
 */
export const pages = /** @type {const} */ ([
  { folder: 'start', path: '/', name: 'start page', onConsole: true, link: null },
  {
    folder: 'kiosk',
    path: '/kios',
    name: 'kiosk',
    onConsole: true,
    link: {
      title: { id: 'Ambil nomor', en: 'Take a number' },
      hint: { id: 'Kios antrean untuk pengunjung', en: 'Queue kiosk for visitors' },
    },
  },
  {
    folder: 'rating-stand',
    path: '/penilaian',
    name: 'ratings in the hall',
    onConsole: true,
    link: {
      title: { id: 'Penilaian', en: 'Rating' },
      hint: { id: 'Tablet di ruang tunggu, dengan tiket', en: 'Tablet in the hall, with a ticket' },
    },
  },
  {
    folder: 'catalogue',
    path: '/pustaka',
    name: 'catalogue',
    onConsole: true,
    link: {
      title: { id: 'Cari pustaka', en: 'Search the library' },
      hint: { id: 'Koleksi publikasi dan letaknya di rak', en: 'Publications and where they stand' },
    },
  },
  {
    folder: 'board',
    path: '/papan',
    name: 'TV board',
    onConsole: true,
    link: {
      title: { id: 'Papan antrean', en: 'Queue board' },
      hint: { id: 'Layar TV di ruang tunggu', en: 'TV in the waiting room' },
    },
  },
  {
    folder: 'desk',
    path: '/petugas',
    name: "officer's tablet",
    onConsole: true,
    link: {
      title: { id: 'Petugas', en: 'Officers' },
      hint: { id: 'Meja layanan, perlu masuk', en: 'Service desk, sign-in needed' },
    },
  },
  {
    folder: 'supervisor',
    path: '/pengawas',
    name: 'supervision',
    onConsole: true,
    link: {
      title: { id: 'Pengawasan', en: 'Supervision' },
      hint: { id: 'Janji lima menit, antrean, laporan', en: 'The five-minute promise, queue, reports' },
    },
  },
  {
    folder: 'admin',
    path: '/admin',
    name: 'settings',
    onConsole: true,
    link: {
      title: { id: 'Pengaturan', en: 'Settings' },
      hint: { id: 'Kantor, kalender, akun, pengumuman', en: 'Office, calendar, accounts, announcements' },
    },
  },
  {
    folder: 'complaint',
    path: '/pengaduan',
    name: 'complaints',
    onConsole: true,
    link: {
      title: { id: 'Pengaduan', en: 'Complaints' },
      hint: { id: 'Sampaikan keluhan, ikuti jawabannya', en: 'Complain, and follow up the answer' },
    },
  },
  {
    folder: 'standard',
    path: '/standar',
    name: 'service standard',
    onConsole: true,
    link: {
      title: { id: 'Standar pelayanan', en: 'Service standard' },
      hint: { id: 'Janji kami, dan bagaimana janji itu ditepati', en: 'Our promise, and how it was kept' },
    },
  },
  // before the page of one complaint, whose reference stands at the same place
  {
    folder: 'complaints',
    path: '/pengaduan/kelola',
    name: 'complaints, for staff',
    onConsole: false,
    link: null,
  },
  {
    folder: 'complaint-tracking',
    path: '/pengaduan/:reference',
    name: 'one complaint, for its complainant',
    onConsole: false,
    link: null,
  },
  {
    folder: 'skm-sheet',
    path: '/pengawas/skm',
    name: 'satisfaction index, for the wall',
    onConsole: false,
    link: null,
  },
  { folder: 'labels', path: '/label-rak', name: 'shelf labels', onConsole: false, link: null },
  {
    folder: 'registration',
    path: '/pustaka/daftar',
    name: 'registration of members',
    onConsole: false,
    link: null,
  },
  { folder: 'member-sign-in', path: '/pustaka/masuk', name: 'members sign in', onConsole: false, link: null },
  {
    folder: 'member-account',
    path: '/pustaka/saya',
    name: "a member's account",
    onConsole: false,
    link: null,
  },
  {
    folder: 'copy-check',
    path: '/pustaka/cek{/:code}',
    name: 'whether a softcopy is genuine',
    onConsole: false,
    link: null,
  },
  {
    folder: 'publication',
    path: '/pustaka/:publication',
    name: 'one publication',
    onConsole: false,
    link: null,
  },
  { folder: 'visitor', path: '/v/:token', name: "visitor's phone", onConsole: false, link: null },
  { folder: 'check', path: '/e/:token', name: 'mailed link of an address', onConsole: false, link: null },
  { folder: 'history', path: '/riwayat/:visitId', name: "a visit's story", onConsole: false, link: null },
]);

/** @typedef {(typeof pages)[number]} Page */

/**
 * The address of a page, with `what` in the place of its parameter.
 *
 * @template {Page['folder']} Folder
 * @param {Folder} folder
 * @param {Extract<Page, { folder: Folder }>['path'] extends `${string}:${string}` ? [what: string] : []} what
 * @returns {string}
 */
export function pathOf(folder, ...what) {
  const path = pages.find((page) => page.folder === folder)?.path ?? '/';
  return path.replace(/:\w+/, what.join(''));
}
