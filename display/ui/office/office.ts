import type { OfficeView } from '../../../wire/offices/offices.ts';
import type { SessionView } from '../../../wire/staff.ts';
import { isProblem, read, type Reply } from '../line/api.ts';
import { setTimeZone } from '../words/format.ts';

const parameter = 'kantor';
const retryMs = 2_000;

/** The office the address asks for, or null. */
export function askedOffice(): string | null {
  return new URLSearchParams(location.search).get(parameter);
}

/** The address of a page of ours that stays with this office, and with what else this page was asked for. */
export function pageAddress(path: string, office = askedOffice()): string {
  const search = new URLSearchParams(location.search);
  if (office !== null) search.set(parameter, office);
  const kept = search.toString();
  return kept === '' ? path : `${path}?${kept}`;
}

/** The office an address asks for although the account belongs to another one; null when all is well. */
export function foreignOffice({ office }: SessionView): string | null {
  const asked = askedOffice();
  return office === null || asked === null || asked === office ? null : asked;
}

/**
 * The office of this page: `?kantor=`, or the service's default. Null while it cannot be read; when there is no
 * such office, the page says so.
 */
export async function readOffice(preferred: string | null = askedOffice()): Promise<OfficeView | null> {
  const reply = await askForOffice(preferred);
  if (reply && isProblem(reply, 'not-found')) void waitForOffice(preferred);
  return reply?.kind === 'ok' ? reply.value : null;
}

/**
 * Reads the office again and again until it is there; for pages that must come up with the server. When the
 * server says that there is no such office, the page says so.
 */
export async function waitForOffice(preferred: string | null = askedOffice()): Promise<OfficeView> {
  let isUnknown = false;
  for (;;) {
    const reply = await askForOffice(preferred);
    if (reply?.kind === 'ok' && isUnknown) location.reload(); // the office was imported meanwhile
    else if (reply?.kind === 'ok') return reply.value;
    if (reply && !isUnknown && isProblem(reply, 'not-found')) {
      isUnknown = true;
      const { showUnknownOffice } = await import('./unknown-office.ts');
      showUnknownOffice(await readOffices());
    }
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
}

/** Every office, the service's default first; null while they cannot be read. */
export async function readOffices(): Promise<{ code: string; name: string }[] | null> {
  const reply = await read('/offices', {});
  return reply.kind === 'ok' ? reply.value.offices : null;
}

async function askForOffice(preferred: string | null): Promise<Reply<OfficeView> | null> {
  const code = preferred ?? (await readOffices())?.[0]?.code;
  if (code === undefined) return null;
  const reply = await read('/offices/{office}', { office: code });
  if (reply.kind === 'ok') setTimeZone(reply.value.timeZone);
  return reply;
}
