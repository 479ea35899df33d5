/** What results can be narrowed by. */
export const facetNames = ['year', 'subject', 'region', 'language', 'softcopy', 'printed'] as const;
export type FacetName = (typeof facetNames)[number];

/** The values of one publication, or of many that share them. */
export type FacetValues = Readonly<Record<FacetName, string | null>>;

/** How many publications that match a query have these values. */
export interface Combination extends FacetValues {
  readonly count: number;
}

/** The chosen values; several of one facet mean any of them, none means all. */
export type Chosen = Readonly<Partial<Record<FacetName, readonly string[]>>>;

export interface FacetCount {
  readonly value: string;
  readonly count: number;
}
export type Facets = Readonly<Record<FacetName, readonly FacetCount[]>>;

/**
 * Counts each value as if its own facet were not narrowed, so that a second value can be chosen beside the first.
 * Years come newest first, all else by count, then by name.
 */
export function facetsOf(combinations: readonly Combination[], chosen: Chosen): Facets {
  const counted = facetNames.map((name): [FacetName, FacetCount[]] => {
    const counts = new Map<string, number>();
    for (const combination of combinations) {
      const value = combination[name];
      if (value === null || !fits(combination, chosen, name)) continue;
      counts.set(value, (counts.get(value) ?? 0) + combination.count);
    }
    const values = [...counts].map(([value, count]) => ({ value, count }));
    return [name, values.toSorted(name === 'year' ? newestFirst : mostFirst)];
  });
  return Object.fromEntries(counted) as unknown as Facets;
}

/** How many publications have one of the chosen values in every facet. */
export function totalOf(combinations: readonly Combination[], chosen: Chosen): number {
  return combinations.reduce((sum, one) => sum + (fits(one, chosen) ? one.count : 0), 0);
}

function fits(values: FacetValues, chosen: Chosen, except?: FacetName): boolean {
  return facetNames.every((name) => {
    const wanted = chosen[name];
    return name === except || !wanted || wanted.length === 0 || wanted.includes(values[name] ?? '');
  });
}

const newestFirst = (a: FacetCount, b: FacetCount): number => Number(b.value) - Number(a.value);
const mostFirst = (a: FacetCount, b: FacetCount): number =>
  b.count - a.count || a.value.localeCompare(b.value, 'id');
