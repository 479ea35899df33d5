import type { Request } from 'express';

/** What whoever starts the service is told when it does not know where the public reaches it. */
export const unknownAddress =
  'PUBLIC_URL is not set: QR codes of softcopies lead to the address by which each page was opened. Set it before softcopies are handed out.';

/**
 * Where the public reaches this service, without a slash at its end: `PUBLIC_URL`, otherwise as this request addressed
 * it. A `Host` that is none never gets into an address.
 */
export function publicAddressOf(request: Request, publicUrl: string | null): string {
  if (publicUrl !== null) return publicUrl.replace(/\/+$/, '');
  const asked = `http://${request.get('host') ?? ''}`;
  return URL.canParse(asked) ? new URL(asked).origin : 'http://localhost';
}
