import type { ConnectionLike } from '@temporalio/client';
import { every } from './every.ts';
import type { Log } from './log.ts';
import { messageOf } from './message.ts';

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

const lookEveryMs = 30_000;
const lookWithinMs = 3_000;

/** Tells which search attributes the engine has; none where they may not be looked at. */
export type TellSearchAttributes = () => Promise<ReadonlySet<SearchAttribute>>;

/** Looks again and again which search attributes the engine has; the first look is waited for. */
export function watchSearchAttributes({
  connection,
  namespace,
  log,
}: {
  connection: ConnectionLike;
  namespace: string;
  log: Log;
}): AsyncDisposable & { readonly tell: TellSearchAttributes } {
  let known: ReadonlySet<SearchAttribute> = new Set();
  let reason: string | null = null;
  const { promise: firstLook, resolve: looked } = Promise.withResolvers<void>();
  const work = async (): Promise<void> => {
    try {
      known = await connection.withDeadline(Date.now() + lookWithinMs, () =>
        readSearchAttributes(connection, namespace),
      );
      reason = null;
    } catch (err) {
      const now = messageOf(err);
      if (now !== reason) log.warn({ err, namespace }, 'search attributes cannot be looked at');
      reason = now;
    }
    looked();
  };
  const looking = every(lookEveryMs, { name: 'search attributes', work, log });
  return {
    tell: () => firstLook.then(() => known),
    [Symbol.asyncDispose]: () => looking[Symbol.asyncDispose](),
  };
}
