import type { Request } from 'express';

/**
 * Where the public reaches this service, without a slash at its end: `PUBLIC_URL`, otherwise as this request addressed
 * it. A `Host` that is none never gets into an address.
 */
export function publicAddressOf(request: Request, publicUrl: string | null): string {
  if (publicUrl !== null) return publicUrl.replace(/\/+$/, '');
  const asked = `http://${request.get('host') ?? ''}`;
  return URL.canParse(asked) ? new URL(asked).origin : 'http://localhost';
}
