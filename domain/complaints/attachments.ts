import type { Bilingual } from '../language.ts';
import type { AttachmentRoom } from '../metrics.ts';
import type { RefusalOfPicture } from '../pictures/picture.ts';
import type { RefusalOfFile } from '../softcopies/original.ts';

/** What can be attached to a complaint, by what it is and not by what it is called. */
export const attachmentKinds = ['jpeg', 'png', 'webp', 'pdf'] as const;
export type AttachmentKind = (typeof attachmentKinds)[number];

const megabyte = 1024 * 1024;
const gigabyte = 1024 * megabyte;

/** What attachments are bounded by. */
export const attachmentLimits = {
  mostBytes: 5 * megabyte,
  /** Of one message, or of the complaint itself, by one side. */
  mostOfMessage: 5,
  /** Of one complaint by one side. */
  mostOfCase: 30,
  /** Bytes that complainants of an office may leave with complaints that nobody has verified. */
  mostUnverifiedBytes: 512 * megabyte,
  /** Bytes of all attachments of an installation. */
  mostBytesOfAll: 20 * gigabyte,
  /** From so many of them on complainants attach nothing; the rest is for staff. */
  mostBytesForComplainants: 15 * gigabyte,
  mostPages: 200,
} as const;

/** The bytes of each room that attachments fill. */
export const attachmentRoomBytes: Readonly<Record<AttachmentRoom, number>> = {
  all: attachmentLimits.mostBytesOfAll,
  complainants: attachmentLimits.mostBytesForComplainants,
  unverified: attachmentLimits.mostUnverifiedBytes,
};

/** Why an attachment is deleted: it shows somebody else, is indecent, does harm, is about nothing here, or its sender asked for it. */
export const deletionReasons = ['other-person', 'indecent', 'harmful', 'unrelated', 'own-wish'] as const;
export type DeletionReason = (typeof deletionReasons)[number];

/** Why a file cannot be an attachment. */
export type RefusalOfAttachment = 'unknown-kind' | RefusalOfPicture | Exclude<RefusalOfFile, 'page-boxes'>;

/** What is said of a file of another kind, by the server and by the page that chose it. */
export const unknownKindWords: Bilingual = {
  id: 'Hanya foto (JPEG, PNG, WebP) dan PDF yang dapat dilampirkan.',
  en: 'Only photos (JPEG, PNG, WebP) and PDFs can be attached.',
};

/** The types that files are sent as, and handed out as. */
export const attachmentTypes = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  pdf: 'application/pdf',
} as const satisfies Readonly<Record<AttachmentKind, string>>;

/** How the name of a file ends that is handed out. */
export const attachmentEndings: Readonly<Record<AttachmentKind, string>> = {
  jpeg: 'jpg',
  png: 'png',
  webp: 'webp',
  pdf: 'pdf',
};
