const aToken = /^[A-Za-z0-9_-]{22}$/;
const inAddress = /\/v\/([A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])/;

/** The token on a ticket: its QR code holds the address of the visitor's page. Null for any other text. */
export function toTicketToken(scanned: string): string | null {
  const text = scanned.trim();
  return aToken.test(text) ? text : (inAddress.exec(text)?.[1] ?? null);
}
