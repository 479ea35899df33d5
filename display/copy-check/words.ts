import { inLanguage } from '../ui/words/words.ts';

const id = {
  title: 'Periksa keaslian softcopy',
  intro:
    'Setiap softcopy dari perpustakaan ini memuat kode QR dan nomor permintaan di bagian bawah setiap halaman. Pindai kodenya, atau tulis kode atau nomornya di sini.',
  code: 'Kode atau nomor',
  check: 'Periksa',
  fault: {
    'no-name':
      'Kode terdiri atas sepuluh huruf dan angka, misalnya 7K3MQ‑9XWPT. Nomor seperti SC‑6500‑2026‑000123.',
    'half-code': 'Kode ini belum lengkap: sepuluh huruf dan angka, misalnya 7K3MQ-9XWPT.',
    'half-number': 'Nomor ini belum lengkap. Tulis sampai akhir, misalnya SC-6500-2026-000123.',
  },
  unknown: 'Kode atau nomor ini tidak dikenal',
  unknownHint:
    'Tidak ada softcopy dengan kode atau nomor ini. Periksa sekali lagi; jika tetap tidak dikenal, berkasnya bukan dari perpustakaan ini.',
  failed: 'Belum dapat diperiksa',
  known: 'Softcopy ini dibuat oleh perpustakaan',
  name: 'Judul',
  number: 'Nomor permintaan',
  day: 'Tanggal',
  office: 'Dari',
  whole: 'Apakah berkasnya masih utuh?',
  wholeHint:
    'Pilih berkas PDF Anda atau letakkan di sini. Berkas dibandingkan di peramban ini dan tidak dikirim ke mana pun.',
  choose: 'Pilih berkas PDF',
  comparing: 'Sedang dibandingkan …',
  same: 'Asli: berkas ini sama persis dengan yang dibuat perpustakaan.',
  altered: 'Berbeda: berkas ini sudah diubah, atau bukan softcopy ini.',
  unable: 'Peramban ini tidak dapat membandingkan di alamat tanpa https. Bandingkan sidik SHA-256 berikut.',
  unreadable: 'Berkas ini tidak dapat dibaca.',
  print: 'Sidik SHA-256',
  another: 'Periksa softcopy lain',
};

const en: typeof id = {
  title: 'Is a softcopy genuine?',
  intro:
    'Every softcopy of this library has a QR code and its request’s number at the foot of every page. Scan the code, or write the code or the number here.',
  code: 'Code or number',
  check: 'Check',
  fault: {
    'no-name':
      'A code has ten letters and digits, such as 7K3MQ‑9XWPT. A number is like SC‑6500‑2026‑000123.',
    'half-code': 'This code is not complete: ten letters and digits, such as 7K3MQ-9XWPT.',
    'half-number': 'This number is not complete. Please write all of it, such as SC-6500-2026-000123.',
  },
  unknown: 'This code or number is not known',
  unknownHint:
    'There is no softcopy with this code or number. Please look once more; if it stays unknown, the file is not from this library.',
  failed: 'It cannot be checked yet',
  known: 'This softcopy was made by the library',
  name: 'Title',
  number: 'Request number',
  day: 'Date',
  office: 'From',
  whole: 'Is your file still whole?',
  wholeHint: 'Choose your PDF, or drop it here. It is compared in this browser and sent nowhere.',
  choose: 'Choose a PDF',
  comparing: 'Comparing …',
  same: 'Genuine: this file is exactly the one that the library made.',
  altered: 'Different: this file was altered, or is not this softcopy.',
  unable: 'This browser cannot compare on an address without https. Please compare this SHA-256.',
  unreadable: 'This file cannot be read.',
  print: 'SHA-256',
  another: 'Check another softcopy',
};

/** The words of the page that tells whether a copy is genuine. */
export const copyCheckWords = (): typeof id => inLanguage({ id, en });
