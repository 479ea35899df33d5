import { defineConfig } from 'vitest/config';

/**
 * `fast` needs no server and belongs to `npm run check`; `stack` runs on real parts, one file after the other;
 * both make up `npm test`. `week` plays five service days in a quarter of an hour (`npm run week`); `cluster` runs whole
 * products on a Temporal cluster on PostgreSQL, and one release after another (`npm run cluster`).
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/{unit,replay,alerts}/**/*.test.ts', 'test/grafana/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'stack',
          include: ['test/{workflow,api,browser,faults}/**/*.test.ts', 'test/grafana/stack/*.test.ts'],
          globalSetup: ['test/world/programs/servers.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'week', include: ['test/week/*.test.ts'] } },
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
