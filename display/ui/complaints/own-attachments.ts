import { attachmentEndings } from '../../../domain/complaints/attachments.ts';
import type { AttachmentView } from '../../../wire/complaints/complaint-attachments.ts';
import { download } from '../line/download.ts';
import { upload } from '../line/upload.ts';
import type { SendAttachment } from './attachment-sender.ts';

/** What opens a complaint for its complainant. */
export interface OwnComplaint {
  readonly reference: string;
  readonly secret: string;
}

const headersOf = ({ secret }: OwnComplaint) => ({ 'complaint-secret': secret });

/** Sends files to the own complaint. */
export const sendingTo =
  (own: OwnComplaint): SendAttachment =>
  (file, how) =>
    upload('POST /complaints/{reference}/attachments', {
      params: { reference: own.reference },
      headers: headersOf(own),
      file,
      type: 'application/octet-stream',
      ...how,
    });

/** Fetches an attachment of the own complaint to keep; false when it did not come. */
export const fetchOwn = (own: OwnComplaint, { id, nth, kind }: AttachmentView): Promise<boolean> =>
  download(
    '/complaints/{reference}/attachments/{attachment}',
    { reference: own.reference, attachment: id },
    { headers: headersOf(own), name: `${own.reference}-${nth}.${attachmentEndings[kind]}` },
  );
