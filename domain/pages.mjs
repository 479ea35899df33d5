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
