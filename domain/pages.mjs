// @ts-check
// Every page there is. Plain JavaScript, because `npm start -- --help` reads it before anything is installed.

/** @typedef {import('./language.ts').Bilingual} Bilingual */

/**
 * `folder` of `display/` and of the build, `path` as the server matches it; how the console calls it, null
 * where its address needs more than an office; its link on the start page, if any.
 *
 * @satisfies {readonly {
 *   readonly folder: string;
 *   readonly path: string;
 *   readonly console: string | null;
 *   readonly link: { readonly title: Bilingual; readonly hint: Bilingual } | null;
 * }[]}
 */
export const pages = /** @type {const} */ ([
  { folder: 'start', path: '/', console: 'start page', link: null },
  {
    folder: 'kiosk',
    path: '/kios',
    console: 'kiosk',
    link: {
      title: { id: 'Ambil nomor', en: 'Take a number' },
      hint: { id: 'Kios antrean untuk pengunjung', en: 'Queue kiosk for visitors' },
    },
  },
  {
    folder: 'rating-stand',
    path: '/penilaian',
    console: 'ratings in the hall',
    link: {
      title: { id: 'Penilaian', en: 'Rating' },
      hint: { id: 'Tablet di ruang tunggu, dengan tiket', en: 'Tablet in the hall, with a ticket' },
    },
  },
  {
    folder: 'catalogue',
    path: '/pustaka',
    console: 'catalogue',
    link: {
      title: { id: 'Cari pustaka', en: 'Search the library' },
      hint: { id: 'Koleksi publikasi dan letaknya di rak', en: 'Publications and where they stand' },
    },
  },
  {
    folder: 'board',
    path: '/papan',
    console: 'TV board',
    link: {
      title: { id: 'Papan antrean', en: 'Queue board' },
      hint: { id: 'Layar TV di ruang tunggu', en: 'TV in the waiting room' },
    },
  },
  {
    folder: 'desk',
    path: '/petugas',
    console: "officer's tablet",
    link: {
      title: { id: 'Petugas', en: 'Officers' },
      hint: { id: 'Meja layanan, perlu masuk', en: 'Service desk, sign-in needed' },
    },
  },
  {
    folder: 'supervisor',
    path: '/pengawas',
    console: 'supervision',
    link: {
      title: { id: 'Pengawasan', en: 'Supervision' },
      hint: { id: 'Janji lima menit, antrean, laporan', en: 'The five-minute promise, queue, reports' },
    },
  },
  {
    folder: 'admin',
    path: '/admin',
    console: 'settings',
    link: {
      title: { id: 'Pengaturan', en: 'Settings' },
      hint: { id: 'Kantor, kalender, akun, pengumuman', en: 'Office, calendar, accounts, announcements' },
    },
  },
  {
    folder: 'complaint',
    path: '/pengaduan',
    console: 'complaints',
    link: {
      title: { id: 'Pengaduan', en: 'Complaints' },
      hint: { id: 'Sampaikan keluhan, ikuti jawabannya', en: 'Complain, and follow up the answer' },
    },
  },
  {
    folder: 'standard',
    path: '/standar',
    console: 'service standard',
    link: {
      title: { id: 'Standar pelayanan', en: 'Service standard' },
      hint: { id: 'Janji kami, dan bagaimana janji itu ditepati', en: 'Our promise, and how it was kept' },
    },
  },
  // before the page of one complaint, whose reference stands at the same place
  { folder: 'complaints', path: '/pengaduan/kelola', console: null, link: null },
  { folder: 'complaint-tracking', path: '/pengaduan/:reference', console: null, link: null },
  { folder: 'skm-sheet', path: '/pengawas/skm', console: null, link: null },
  { folder: 'labels', path: '/label-rak', console: null, link: null },
  { folder: 'registration', path: '/pustaka/daftar', console: null, link: null },
  { folder: 'member-sign-in', path: '/pustaka/masuk', console: null, link: null },
  { folder: 'member-account', path: '/pustaka/saya', console: null, link: null },
  { folder: 'copy-check', path: '/pustaka/cek{/:code}', console: null, link: null },
  { folder: 'publication', path: '/pustaka/:publication', console: null, link: null },
  { folder: 'visitor', path: '/v/:token', console: null, link: null },
  { folder: 'check', path: '/e/:token', console: null, link: null },
  { folder: 'history', path: '/riwayat/:visitId', console: null, link: null },
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
