/** As many signs as two lines of a list hold. */
const most = 120;

/** The beginning of a text on one line, cut between words. */
export function firstWordsOf(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  const signs = Array.from(line);
  return signs.length <= most
    ? line
    : `${signs
        .slice(0, most)
        .join('')
        .replace(/ [^ ]*$/, '')} …`;
}
