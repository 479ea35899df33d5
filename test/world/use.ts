import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Policy } from '../../domain/offices/policy.ts';
import type { Role } from '../../domain/staff/roles.ts';
import { TestClient } from './client.ts';
import { createWorld, shiftClock, violations, type World, type WorldOptions } from './world.ts';

/**
 * Something that the tests of a file or a `describe` share. It is created before the first of them, in the order
 * of the calls, and disposed of after the last. What is answered stands for it and must not be read earlier.
 */
export function useResource<T extends AsyncDisposable>(create: () => Promise<T>): T {
  let created: T | undefined;
  beforeAll(async () => {
    created = await create();
  });
  afterAll(() => created?.[Symbol.asyncDispose]());
  const existing = (): T => {
    if (created === undefined) throw new Error('read before the tests began');
    return created;
  };
  return new Proxy({} as T, {
    get: (_, name) => Reflect.get(existing(), name) as unknown,
    set: (_, name, value) => Reflect.set(existing(), name, value),
  });
}

/**
 * A world for these tests. After each of them no unexpected error was logged and no invariant is violated.
 * Options that depend on another resource come as a function.
 */
export function useWorld(
  policy: Partial<Policy> = {},
  options: WorldOptions | (() => WorldOptions) = {},
): World {
  const world = useResource(() => createWorld(policy, typeof options === 'function' ? options() : options));
  afterEach(() => expectSound(world));
  return world;
}

/** A world for one test, which is looked at in the same way when it is disposed of. */
export async function openWorld(policy: Partial<Policy> = {}, options: WorldOptions = {}): Promise<World> {
  const world = await createWorld(policy, options);
  return {
    ...world,
    async [Symbol.asyncDispose]() {
      try {
        await expectSound(world);
      } finally {
        await world[Symbol.asyncDispose]();
      }
    },
  };
}

async function expectSound({ db, takeErrors }: World): Promise<void> {
  expect(takeErrors()).toEqual([]);
  expect(await violations(db)).toEqual([]);
}

/** A client of these tests, signed in when it has a role. */
export function useClient(world: World, role: Role | null = null): TestClient {
  const client = new TestClient(world);
  if (role !== null) {
    beforeAll(async () => {
      await client.signIn(role);
    });
  }
  return client;
}

/** Lets the world's clock begin at an instant, in milliseconds since 1970; answers how to read that clock. */
export function useClock(world: World, start: number): () => number {
  let shift = 0;
  beforeAll(async () => {
    shift = start - Date.now();
    await shiftClock(world.db, shift);
  });
  return () => Date.now() + shift;
}
