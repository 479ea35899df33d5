import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The oldest server that the product says it works with. */
export const serverVersion = '1.31.2';

const programs = { server: 'cmd/server', sql: 'cmd/tools/sql' } as const;

/** The server and its schema tool, built from their published module when they are not in the tree's cache yet. */
export function buildTemporal(): Record<keyof typeof programs, string> {
  const folder = fileURLToPath(new URL(`../../.cache/temporal-server/${serverVersion}`, import.meta.url));
  const paths = { server: `${folder}/server`, sql: `${folder}/sql` };
  mkdirSync(folder, { recursive: true });
  for (const [name, place] of Object.entries(programs)) {
    if (existsSync(`${folder}/${name}`)) continue;
    console.log(`Building Temporal's ${name} ${serverVersion}, this once; some minutes …`);
    const { status, error } = spawnSync(
      'go',
      ['install', `go.temporal.io/server/${place}@v${serverVersion}`],
      {
        cwd: folder,
        env: { ...process.env, GOBIN: folder, GOFLAGS: '-mod=mod', CGO_ENABLED: '0' },
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    );
    if (status !== 0) {
      throw new Error(`Temporal could not be built; Go 1.26 or later is needed. ${error?.message ?? ''}`);
    }
  }
  return paths;
}
