/** What a list of sessions says of a browser; anything else is `other`. */
export const browsers = ['chrome', 'edge', 'firefox', 'opera', 'safari', 'samsung', 'other'] as const;
export type Browser = (typeof browsers)[number];

/** The systems that browsers run on. */
export const systems = ['android', 'ios', 'linux', 'macos', 'windows', 'other'] as const;
export type System = (typeof systems)[number];

// the first that fits: every other browser also calls itself Chrome or Safari, and Android calls itself Linux
const browserSigns: readonly (readonly [Browser, RegExp])[] = [
  ['edge', /\bEdg(e|A|iOS)?\//],
  ['opera', /\bOPR\/|\bOpera\b/],
  ['samsung', /\bSamsungBrowser\//],
  ['firefox', /\b(Firefox|FxiOS)\//],
  ['chrome', /\b(Chrome|Chromium|CriOS|HeadlessChrome)\//],
  ['safari', /\bSafari\//],
];
const systemSigns: readonly (readonly [System, RegExp])[] = [
  ['android', /\bAndroid\b/],
  ['ios', /\b(iPhone|iPad|iPod)\b/],
  ['windows', /\bWindows\b/],
  ['macos', /\bMac OS X\b/],
  ['linux', /\b(Linux|X11|CrOS)\b/],
];

/** Browser and system by a `User-Agent`: enough for a person to know it again, and nothing that tells two alike apart. */
export function browserOf(userAgent: string): { readonly browser: Browser; readonly system: System } {
  const first = <T>(signs: readonly (readonly [T, RegExp])[]): T | undefined =>
    signs.find(([, sign]) => sign.test(userAgent))?.[0];
  return { browser: first(browserSigns) ?? 'other', system: first(systemSigns) ?? 'other' };
}
