/** What results can be narrowed by. */
export const facetNames = ['year', 'subject', 'region', 'language', 'softcopy', 'printed'] as const;
export type FacetName = (typeof facetNames)[number];

/** The chosen values; several of one facet mean any of them, none means all. */
export type Chosen = Readonly<Partial<Record<FacetName, readonly string[]>>>;

export interface FacetCount {
  readonly value: string;
  readonly count: number;
}
export type Facets = Readonly<Record<FacetName, readonly FacetCount[]>>;

/** How many publications have a value. */
export interface Counted extends FacetCount {
  readonly facet: FacetName;
}

/** The values of each facet with their counts. Years come newest first, all else by count, then by name. */
export function facetsOf(counts: readonly Counted[]): Facets {
  const facets = facetNames.map((name): [FacetName, FacetCount[]] => {
    const values = counts.filter(({ facet }) => facet === name).map(({ value, count }) => ({ value, count }));
    return [name, values.toSorted(name === 'year' ? newestFirst : mostFirst)];
  });
  return Object.fromEntries(facets) as unknown as Facets;
}

const newestFirst = (a: FacetCount, b: FacetCount): number => Number(b.value) - Number(a.value);
const mostFirst = (a: FacetCount, b: FacetCount): number =>
  b.count - a.count || a.value.localeCompare(b.value, 'id');
