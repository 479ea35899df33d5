/**
 * A Chromium that was started without a locale calls its language `en-US@posix`, which no `Intl` takes, and uPlot asks for numbers in the
 * browser's language while it is loaded: the page would stay empty. To be imported before it.
 */
try {
  new Intl.NumberFormat(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: 'id-ID' });
}
