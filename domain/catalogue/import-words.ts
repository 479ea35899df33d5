import type { Bilingual } from '../language.ts';
import type { RunFault } from './import-runs.ts';

/** What an import met, and what mends it. */
export const runFaultWords: Readonly<Record<RunFault, Bilingual>> = {
  unreachable: { id: 'WebAPI tidak terjangkau.', en: 'The WebAPI cannot be reached.' },
  'too-slow': { id: 'WebAPI tidak menjawab pada waktunya.', en: 'The WebAPI did not answer in time.' },
  untrusted: {
    id: 'Sertifikat WebAPI tidak dipercaya. Periksa WEBAPI_BASE_URL.',
    en: 'The certificate of the WebAPI is not trusted. Check WEBAPI_BASE_URL.',
  },
  redirected: {
    id: 'WebAPI mengalihkan ke alamat lain, yang tidak diikuti demi kuncinya. Periksa WEBAPI_BASE_URL.',
    en: 'The WebAPI leads to another address, which is not followed for the sake of the key. Check WEBAPI_BASE_URL.',
  },
  'wrong-key': {
    id: 'WebAPI tidak menerima kuncinya. Periksa WEBAPI_KEY.',
    en: 'The WebAPI does not take the key. Check WEBAPI_KEY.',
  },
  'put-off': { id: 'WebAPI meminta datang lagi nanti.', en: 'The WebAPI asks to come later.' },
  refused: {
    id: 'WebAPI menolak permintaan. Periksa WEBAPI_BASE_URL dan WEBAPI_DOMAINS.',
    en: 'The WebAPI refuses the request. Check WEBAPI_BASE_URL and WEBAPI_DOMAINS.',
  },
  'no-data': {
    id: 'WebAPI menjawab dengan halaman, bukan data; biasanya karena pemeliharaan.',
    en: 'The WebAPI answers with a page in place of data, mostly during maintenance.',
  },
  'too-large': { id: 'Jawaban WebAPI terlalu besar.', en: 'The answer of the WebAPI is too large.' },
  'other-shape': {
    id: 'Jawaban WebAPI tidak seperti yang diterbitkan.',
    en: 'The answer of the WebAPI is not as it was published.',
  },
  interrupted: {
    id: 'Terputus berkali-kali di tempat yang sama. Impor berikutnya mulai dari situ; periksa log worker.',
    en: 'Interrupted at the same place again and again. Another import begins there; look into the worker’s log.',
  },
  'switched-off': {
    id: 'Impor dari WebAPI tidak diatur untuk kantor ini.',
    en: 'Imports from the WebAPI are not set up for this office.',
  },
};
