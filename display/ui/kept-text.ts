/** One text of this tab that survives a reload, except where the browser stores nothing. */
export interface KeptText {
  read(): string | null;
  keep(text: string): void;
  drop(): void;
}

/** The text kept under `key`. */
export function keptText(key: string): KeptText {
  const attempt = <T>(work: (storage: Storage) => T): T | null => {
    try {
      return work(sessionStorage);
    } catch {
      return null; // a private window, or no room left
    }
  };
  return {
    read: () => attempt((storage) => storage.getItem(key)),
    keep: (text) => void attempt((storage) => storage.setItem(key, text)),
    drop: () => void attempt((storage) => storage.removeItem(key)),
  };
}
