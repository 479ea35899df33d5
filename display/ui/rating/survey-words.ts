import type { SkmElement } from '../../../domain/ratings/rating.ts';
import { inLanguage } from '../words/words.ts';

const id = {
  position: (at: number, of: number) => `Pertanyaan ${at} dari ${of}`,
  skip: 'Lewati',
  next: 'Lanjut',
  questions: {
    persyaratan: [
      'Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan jenis pelayanannya?',
      'Tidak sesuai',
      'Kurang sesuai',
      'Sesuai',
      'Sangat sesuai',
    ],
    prosedur: [
      'Bagaimana pemahaman Saudara tentang kemudahan prosedur pelayanan di unit ini?',
      'Tidak mudah',
      'Kurang mudah',
      'Mudah',
      'Sangat mudah',
    ],
    waktu: [
      'Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan?',
      'Tidak cepat',
      'Kurang cepat',
      'Cepat',
      'Sangat cepat',
    ],
    biaya: [
      'Bagaimana pendapat Saudara tentang kewajaran biaya/tarif dalam pelayanan?',
      'Sangat mahal',
      'Cukup mahal',
      'Murah',
      'Gratis',
    ],
    produk: [
      'Bagaimana pendapat Saudara tentang kesesuaian produk pelayanan antara yang tercantum dalam standar pelayanan dengan hasil yang diberikan?',
      'Tidak sesuai',
      'Kurang sesuai',
      'Sesuai',
      'Sangat sesuai',
    ],
    kompetensi: [
      'Bagaimana pendapat Saudara tentang kompetensi/kemampuan petugas dalam pelayanan?',
      'Tidak kompeten',
      'Kurang kompeten',
      'Kompeten',
      'Sangat kompeten',
    ],
    perilaku: [
      'Bagaimana pendapat Saudara tentang perilaku petugas terkait kesopanan dan keramahan?',
      'Tidak sopan dan ramah',
      'Kurang sopan dan ramah',
      'Sopan dan ramah',
      'Sangat sopan dan ramah',
    ],
    sarana: [
      'Bagaimana pendapat Saudara tentang kualitas sarana dan prasarana?',
      'Buruk',
      'Cukup',
      'Baik',
      'Sangat baik',
    ],
    pengaduan: [
      'Bagaimana pendapat Saudara tentang penanganan pengaduan pengguna layanan?',
      'Tidak ada',
      'Ada tetapi tidak berfungsi',
      'Berfungsi kurang maksimal',
      'Dikelola dengan baik',
    ],
  } satisfies Record<SkmElement, readonly [string, string, string, string, string]>,
};

const en: typeof id = {
  position: (at, of) => `Question ${at} of ${of}`,
  skip: 'Skip',
  next: 'Next',
  questions: {
    persyaratan: [
      'How well do the requirements fit this kind of service?',
      'Do not fit',
      'Fit poorly',
      'Fit',
      'Fit very well',
    ],
    prosedur: ['How easy is the procedure at this unit?', 'Not easy', 'Less easy', 'Easy', 'Very easy'],
    waktu: ['How fast was the service?', 'Not fast', 'Less fast', 'Fast', 'Very fast'],
    biaya: ['How reasonable is the fee?', 'Very expensive', 'Rather expensive', 'Cheap', 'Free'],
    produk: [
      'How well does the result match the published service standard?',
      'Does not match',
      'Matches poorly',
      'Matches',
      'Matches very well',
    ],
    kompetensi: [
      'How competent are the staff?',
      'Not competent',
      'Less competent',
      'Competent',
      'Very competent',
    ],
    perilaku: [
      'How polite and friendly are the staff?',
      'Not polite and friendly',
      'Less polite and friendly',
      'Polite and friendly',
      'Very polite and friendly',
    ],
    sarana: ['How good are the facilities?', 'Poor', 'Fair', 'Good', 'Very good'],
    pengaduan: [
      'How are complaints handled?',
      'Not at all',
      'Exists but does not work',
      'Works, but not fully',
      'Managed well',
    ],
  },
};

/** The nine questions of the survey in full, each with its four answers (PermenPANRB 14/2017); they come with their form. */
export const surveyWords = (): typeof id => inLanguage({ id, en });
