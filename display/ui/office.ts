import type { OfficeView } from '../../domain/office/office-view.ts';
import { read } from './api.ts';
import { setTimeZone } from './format.ts';

/** The office the address asks for, or null. */
export function askedOffice(): string | null {
  return new URLSearchParams(location.search).get('kantor');
}

/** The office of this page: `?kantor=`, the only or first one otherwise. Null while it cannot be read. */
export async function readOffice(preferred: string | null = askedOffice()): Promise<OfficeView | null> {
  const code = preferred ?? (await firstOffice());
  if (code === null) return null;
  const reply = await read<OfficeView>(`/offices/${encodeURIComponent(code)}`);
  if (reply.kind !== 'ok') return null;
  setTimeZone(reply.value.timeZone);
  return reply.value;
}

/** Reads the office again and again until it is there; for pages that must come up with the server. */
export async function waitForOffice(preferred?: string | null): Promise<OfficeView> {
  for (;;) {
    const office = await readOffice(preferred);
    if (office) return office;
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
}

async function firstOffice(): Promise<string | null> {
  const reply = await read<{ offices: { code: string }[] }>('/offices');
  return reply.kind === 'ok' ? (reply.value.offices[0]?.code ?? null) : null;
}
