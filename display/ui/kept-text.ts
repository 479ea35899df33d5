/** One text that survives a reload, except where the browser stores nothing. */
export interface KeptText {
  read(): string | null;
  keep(text: string): void;
  drop(): void;
}

/** Forgets everything this tab has kept, of whatever page. */
export const forgetKept = (): void => void attempt('sessionStorage', (storage) => storage.clear());

/** The text kept under `key`, for this tab or for every tab of this browser. */
export function keptText(key: string, where: Where = 'sessionStorage'): KeptText {
  return {
    read: () => attempt(where, (storage) => storage.getItem(key)),
    keep: (text) => void attempt(where, (storage) => storage.setItem(key, text)),
    drop: () => void attempt(where, (storage) => storage.removeItem(key)),
  };
}

type Where = 'sessionStorage' | 'localStorage';

function attempt<T>(where: Where, work: (storage: Storage) => T): T | null {
  try {
    return work(window[where]);
  } catch {
    return null; // a private window, or no room left
  }
}
