import { inLanguage } from '../ui/words/words.ts';

const id = {
  timeLeft: 'Sisa waktu untuk hadir',
  lapses: 'Nomor Anda segera dilewati. Silakan temui petugas.',
  cameBack: 'Nomor Anda sudah kembali dalam antrean.',
  promise: (time: string) => `Anda akan dilayani paling lambat pukul ${time}.`,
  late: 'Mohon maaf, Anda menunggu lebih lama dari yang kami janjikan. Petugas sudah diberi tahu.',
  fillBook: 'Silakan isi buku tamu',
  bringId: 'Siapkan kartu identitas (KTP/SIM/Paspor/lainnya) yang masih berlaku.',
  bookSent: 'Buku tamu sudah diterima.',
  keptId: (locker: string | null) =>
    `Kartu Anda kami simpan.${locker === null ? '' : ` Loker Anda: ${locker}.`}`,
  takeId: (locker: string | null) =>
    `Ambil kartu identitas Anda. Kartu dikembalikan saat kunci loker${locker === null ? '' : ` ${locker}`} diserahkan.`,
  giveUp: 'Batalkan nomor ini',
  missed: (time: string) => `Anda dipanggil pukul ${time}, tetapi belum datang.`,
  seeStaff: 'Silakan temui petugas.',
  seeStaffUntil: (time: string) =>
    `Silakan temui petugas; nomor Anda dapat dipanggil kembali sampai pukul ${time}.`,
  cancelled: 'Bila masih memerlukan layanan, silakan ambil nomor baru di kios.',
  expired: 'Kunjungan Anda berakhir saat layanan tutup. Silakan datang kembali pada jam layanan.',
};

const en: typeof id = {
  timeLeft: 'Time left to come',
  lapses: 'Your number is about to be passed over. Please see the staff.',
  cameBack: 'Your number is back in the queue.',
  promise: (time) => `You will be served by ${time} at the latest.`,
  late: 'We are sorry: you are waiting longer than we promised. The staff have been told.',
  fillBook: 'Please fill the guest book',
  bringId: 'Have a valid identity card ready (KTP, SIM, passport or other).',
  bookSent: 'Your guest book has been received.',
  keptId: (locker) => `We are keeping your card.${locker === null ? '' : ` Your locker: ${locker}.`}`,
  takeId: (locker) =>
    `Collect your identity card. It is returned when you hand back the key of ${locker === null ? 'your locker' : `locker ${locker}`}.`,
  giveUp: 'Give up this number',
  missed: (time) => `You were called at ${time} and had not come yet.`,
  seeStaff: 'Please see the staff.',
  seeStaffUntil: (time) => `Please see the staff; your number can be called again until ${time}.`,
  cancelled: 'If you still need the service, please take a new number at the kiosk.',
  expired: 'Your visit ended when the service closed. Please come again during service hours.',
};

/** The visitor page's own words; the headline's are in `domain/`, because the server writes it too. */
export const visitorWords = (): typeof id => inLanguage({ id, en });
