/** A title with its year, which most titles of yearly publications have already. */
export const titled = ({ title, year }: { readonly title: string; readonly year: number }): string =>
  title.includes(String(year)) ? title : `${title} (${year})`;
