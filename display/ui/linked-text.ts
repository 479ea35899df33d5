import { html } from 'lit';
import { toE164 } from '../../domain/visitors/guest-book.ts';

const pieces =
  /(https?:\/\/[^\s<>()]*[^\s<>().,;:!?]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+?\(?\d[\d\s().-]{5,}\d|whats\s?app)/i;

/** A line of how somebody is reached, with links for its addresses and numbers. */
export function linkedText(line: string): unknown {
  const parts = line.split(pieces);
  const phone = parts.map(phoneOf).find((number) => number !== null) ?? null;
  return parts.map((part) => {
    const address = addressOf(part, phone);
    return address === null ? part : html`<a href=${address} rel="noreferrer">${part}</a>`;
  });
}

/** Where a part of such a line leads; null where it leads nowhere. WhatsApp is that of the line's number. */
function addressOf(part: string, phone: string | null): string | null {
  if (/^https?:/i.test(part)) return part;
  if (/^\S+@\S+$/.test(part)) return `mailto:${part}`;
  if (/^whats\s?app$/i.test(part)) return phone && `https://wa.me/${phone.slice(1)}`;
  const number = phoneOf(part);
  return number && `tel:${number}`;
}

/** The number of a telephone; hours, "08.00-16.00", are none. */
const phoneOf = (part: string): string | null => (/^\d{1,2}[.:]\d{2}(?!\d)/.test(part) ? null : toE164(part));
