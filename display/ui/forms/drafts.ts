/** What a form held before it was sent: a text for each field, and the services that were ticked. */
export type Draft<Name extends string> = Partial<Record<Name, string>> & { services: string[] };

/** Keeps one draft in this tab of the visitor's own phone. */
export interface Drafts<Name extends string> {
  read(): Draft<Name> | null;
  keep(draft: Draft<Name>): void;
  drop(): void;
}

/** The drafts of one visit. Drafts of another visit in this tab are deleted at once. */
export function draftsOf<Name extends string>(key: string, owner = key): Drafts<Name> {
  const storage = tabStorage();
  const drafts = {
    read(): Draft<Name> | null {
      const kept = parsed(storage?.getItem(key) ?? null);
      return kept?.owner === owner ? kept.draft : null;
    },
    keep: (draft: Draft<Name>) => storage?.setItem(key, JSON.stringify({ owner, draft })),
    drop: () => storage?.removeItem(key),
  };
  if (drafts.read() === null) drafts.drop();
  return drafts;
}

/** Null where the browser stores nothing. */
function tabStorage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

function parsed(text: string | null): { owner: string; draft: Draft<string> } | null {
  const { owner, draft } = (toJson(text) ?? {}) as { owner?: unknown; draft?: unknown };
  const { services, ...texts } = (draft ?? {}) as Record<string, unknown>;
  const isWhole =
    Array.isArray(services) &&
    [...services, ...Object.values(texts)].every((value) => typeof value === 'string');
  return typeof owner === 'string' && isWhole ? { owner, draft: draft as Draft<string> } : null;
}

function toJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null; // written by another page of this address
  }
}
