import type { Language } from '../../../domain/language.ts';
import { inLanguage } from '../words/words.ts';
import type { FieldName } from './guest-book-draft.ts';

interface FormWords {
  readonly you: string;
  readonly institution: string;
  readonly visit: string;
  readonly send: string;
  readonly optional: string;
  readonly choose: string;
  readonly faults: string;
  readonly required: string;
  readonly hintInstitution: string;
  readonly askForHelp: string;
  readonly yes: string;
  readonly no: string;
  readonly hintGroup: string;
  readonly groupMale: string;
  readonly groupFemale: string;
  readonly labels: Readonly<Record<FieldName, string>>;
}

const tables: Readonly<Record<Language, FormWords>> = {
  id: {
    you: 'Anda',
    institution: 'Instansi',
    visit: 'Kunjungan',
    send: 'Kirim buku tamu',
    optional: 'opsional',
    choose: 'Pilih …',
    faults: 'Mohon periksa isian berikut',
    required: 'Wajib diisi.',
    hintInstitution: 'Tanpa instansi? Tulis Umum.',
    askForHelp: 'Sampaikan kepada petugas bila Anda memerlukan bantuan.',
    yes: 'Ya',
    no: 'Tidak',
    hintGroup: 'Datang berombongan? Hitung semua, termasuk Anda.',
    groupMale: 'Jumlah laki-laki',
    groupFemale: 'Jumlah perempuan',
    labels: {
      name: 'Nama lengkap',
      email: 'E-mail aktif',
      phone: 'No. HP/WA',
      gender: 'Jenis kelamin',
      ageBand: 'Umur',
      education: 'Pendidikan tertinggi yang ditamatkan',
      occupation: 'Pekerjaan utama',
      occupationOther: 'Sebutkan pekerjaan',
      disability: 'Penyandang disabilitas',
      institution: 'Asal instansi',
      institutionCategory: 'Kategori instansi',
      purpose: 'Pemanfaatan utama hasil kunjungan',
      purposeOther: 'Sebutkan pemanfaatan',
      services: 'Jenis layanan',
      dataNeeded: 'Data yang dibutuhkan',
      group: 'Rombongan',
      remember: 'Simpan isian ini untuk kunjungan saya berikutnya',
    },
  },
  en: {
    you: 'You',
    institution: 'Institution',
    visit: 'Your visit',
    send: 'Send the guest book',
    optional: 'optional',
    choose: 'Choose …',
    faults: 'Please check these fields',
    required: 'Required.',
    hintInstitution: 'No institution? Write Umum.',
    askForHelp: 'Tell the officer if you would like assistance.',
    yes: 'Yes',
    no: 'No',
    hintGroup: 'Leading a group? Count everyone, you too.',
    groupMale: 'Men and boys',
    groupFemale: 'Women and girls',
    labels: {
      name: 'Full name',
      email: 'Active e-mail address',
      phone: 'Mobile/WhatsApp number',
      gender: 'Sex',
      ageBand: 'Age',
      education: 'Highest education completed',
      occupation: 'Main occupation',
      occupationOther: 'Which occupation',
      disability: 'Person with disability',
      institution: 'Institution',
      institutionCategory: 'Kind of institution',
      purpose: 'Main use of this visit',
      purposeOther: 'Which use',
      services: 'Services',
      dataNeeded: 'Data you need',
      group: 'Group',
      remember: 'Keep these answers for my next visit',
    },
  },
};

/** What the guest book asks; the words of its answers are in `guest-book-words.ts`. */
export const formWords = (): FormWords => inLanguage(tables);
