/** How many are remembered; a day's warnings are far fewer. */
const most = 400;

/** What this device has sounded for, across reloads. */
export interface Heard {
  /** Remembers some names. True when one of them was new. */
  add(names: readonly string[]): boolean;
}

/** The tones under one key; kept in memory where the browser stores nothing. */
export function heardOf(key: string): Heard {
  const storage = deviceStorage();
  let known = namesIn(storage?.getItem(key) ?? '');
  return {
    add(names) {
      known = [...new Set([...known, ...namesIn(storage?.getItem(key) ?? '')])]; // another tab may have sounded
      const fresh = names.filter((name) => !known.includes(name));
      if (fresh.length === 0) return false;
      known = [...known, ...fresh].slice(-most);
      storage?.setItem(key, known.join('\n'));
      return true;
    },
  };
}

const namesIn = (text: string): string[] => text.split('\n').filter(Boolean);

function deviceStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
