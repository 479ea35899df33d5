import { defineConfig } from 'vitest/config';

/**
 * `fast` needs no server and belongs to `npm run check`; `stack` runs on real parts, two files at a time whatever the
 * machine, because they mostly wait for real timers; both make up `npm test`, in this order. `week` plays five service
 * days in a quarter of an hour (`npm run week`); `cluster` runs whole products on a Temporal cluster on PostgreSQL, and
 * one release after another (`npm run cluster`).
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/{unit,replay,simulator,alerts}/**/*.test.ts', 'test/grafana/*.test.ts'],
          maxWorkers: '100%',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'stack',
          include: ['test/{workflow,api,browser,faults}/**/*.test.ts', 'test/grafana/stack/*.test.ts'],
          globalSetup: ['test/world/programs/servers.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000, // far longer than they take, also on a machine that does other things
          hookTimeout: 120_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
      { test: { name: 'week', include: ['test/week/*.test.ts'], fileParallelism: false } },
      {
        test: {
          name: 'cluster',
          include: ['test/cluster/*.test.ts'],
          globalSetup: ['test/cluster/servers.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
