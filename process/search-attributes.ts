import type { ConnectionLike } from '@temporalio/client';

/** The attributes by which operators find visits in the engine, with their types there. Visits work without them. */
export const searchAttributes = { OfficeId: 'Keyword', VisitDay: 'Keyword', SlaBreached: 'Bool' } as const;

export type SearchAttribute = keyof typeof searchAttributes;

export const searchAttributeNames = Object.keys(searchAttributes) as SearchAttribute[];

/** `IndexedValueType`, as the engine counts it. */
export const indexedValueTypes = { Keyword: 2, Bool: 5 } as const;

/** Which of them the namespace has, with the type they need. Throws what the engine answers. */
export async function readSearchAttributes(
  connection: ConnectionLike,
  namespace: string,
): Promise<ReadonlySet<SearchAttribute>> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const isThere = (name: SearchAttribute): boolean =>
    Number(customAttributes[name]) === indexedValueTypes[searchAttributes[name]];
  return new Set(searchAttributeNames.filter(isThere));
}
