import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Planted {
  /** Files of a folder that the rules speak of. */
  readonly from: readonly string[];
  /** Imports that are refused there, and imports that are not. A leading `type ` imports a type. */
  readonly refused: readonly string[];
  readonly allowed: readonly string[];
}

/** A row for each row of the table of folders in ARCHITECTURE.md. */
const plantings: readonly Planted[] = [
  {
    from: ['domain/visits/planted.ts'],
    refused: [
      'type zod',
      'node:fs',
      'kysely',
      '../../config.ts',
      '../../db/clock.ts',
      '../../db/visits/moves.ts',
    ],
    allowed: ['./steps.ts', '../time.ts', '../staff/roles.ts'],
  },
  {
    from: ['domain/catalogue/planted.ts'],
    refused: ['../../db/catalogue/runs.ts', '../../wire/fields.ts'],
    allowed: ['./search/words.ts', './publication.ts', '../visits/steps.ts'],
  },
  {
    from: ['domain/catalogue/search/planted.ts'],
    refused: ['zod', '../../../db/clock.ts', '../../../config.ts', '../../../wire/fields.ts'],
    allowed: ['./words.ts', '../publication.ts'],
  },
  {
    from: ['domain/planted.ts', 'domain/planted.mjs'],
    refused: ['zod', 'node:fs', '../config.ts', '../db/clock.ts', '../db/visits/moves.ts'],
    allowed: ['./time.ts', './visits/steps.ts'],
  },
  {
    from: ['wire/planted.ts'],
    refused: ['kysely', 'express', 'node:fs', '../db/clock.ts', '../api/engine.ts', 'type ../db/schema.ts'],
    allowed: ['zod', '../domain/visits/steps.ts', './fields.ts', './http/endpoint.ts'],
  },
  {
    from: ['wire/http/planted.ts', 'wire/catalogue/planted.ts'],
    refused: [
      'kysely',
      'express',
      'node:fs',
      '../../config.ts',
      '../../db/clock.ts',
      '../../db/visits/moves.ts',
      'type ../../db/schema.ts',
    ],
    allowed: ['zod', '../../domain/visits/steps.ts', '../fields.ts', '../http/endpoint.ts', './synonyms.ts'],
  },
  {
    from: ['workflows/planted.ts'],
    refused: [
      'node:fs',
      'kysely',
      '@temporalio/client',
      '../db/clock.ts',
      '../activities/activities.ts',
      '../process/log.ts',
    ],
    allowed: ['@temporalio/workflow', '../domain/visits/moves.ts', 'type ../activities/activities.ts'],
  },
  {
    from: ['db/planted.ts', 'db/visits/planted.ts'],
    refused: [
      'express',
      'zod',
      '@temporalio/client',
      '../api/engine.ts',
      '../../api/visits/desk.ts',
      '../workflows/messages.ts',
      '../wire/fields.ts',
      '../../wire/visits.ts',
      '../config.ts',
    ],
    allowed: [
      'type ../wire/visits.ts',
      'type ../../wire/visits.ts',
      'kysely',
      'pg',
      '../domain/time.ts',
      '../../domain/visits/steps.ts',
      'type ../process/log.ts',
    ],
  },
  {
    from: ['activities/planted.ts'],
    refused: [
      'express',
      'kysely',
      'pg',
      '../api/engine.ts',
      '../workflows/visit.ts',
      '../workflows/escalation.ts',
      '../display/kiosk/words.ts',
      '../wire/fields.ts',
    ],
    allowed: [
      'type ../wire/supervision/supervision.ts',
      '@temporalio/worker',
      '../db/visits/moves.ts',
      '../domain/time.ts',
      '../workflows/messages.ts',
      'type ../workflows/index.ts',
    ],
  },
  {
    from: ['api/planted.ts', 'api/visits/planted.ts'],
    refused: [
      'kysely',
      'pg',
      '@temporalio/client',
      '../activities/worker.ts',
      '../../display/kiosk/words.ts',
      '../workflows/visit.ts',
      '../../workflows/index.ts',
    ],
    allowed: [
      'express',
      'zod',
      '../db/clock.ts',
      '../../db/visits/moves.ts',
      '../../domain/time.ts',
      'type @temporalio/client',
      '../workflows/messages.ts',
    ],
  },
  {
    from: ['api/engine.ts', 'api/engine-connection.ts'],
    refused: ['kysely', 'pg', '../activities/worker.ts', '../workflows/visit.ts'],
    allowed: ['@temporalio/client', '../workflows/messages.ts', 'type ../workflows/index.ts'],
  },
  {
    from: ['display/ui/planted.ts', 'display/desk/visit/planted.ts'],
    refused: [
      'zod',
      'kysely',
      'pg',
      'express',
      '../../api/app.ts',
      '../../../db/visits/desk.ts',
      '../../config.ts',
      '../../process/log.ts',
      'type ../../api/app.ts',
      'type zod',
      '../../wire/visits.ts',
      '../../../wire/fields.ts',
      '../../wire/catalogue/catalogue.ts',
      '../kiosk/words.ts',
      '../../visitor/words.ts',
      '../../catalogue/words.ts',
      'type ../../admin/settings.ts',
    ],
    allowed: [
      '../announce.ts',
      '../../ui/announce.ts',
      'type ../../wire/visits.ts',
      'type ../../wire/catalogue/catalogue.ts',
      '../../wire/supervision/report-tables.ts',
      'lit',
      'socket.io-client',
      '../../domain/time.ts',
      '../../../domain/catalogue/search/facets.ts',
      '../../ui/catalogue/addresses.ts',
      '../../../domain/visits/steps.ts',
    ],
  },
  {
    from: ['deploy/planted.ts'],
    refused: ['kysely', '../display/kiosk/words.ts', '../test/world/world.ts', '../grafana/words.ts'],
    allowed: ['../config.ts', '../api/server.ts', '../activities/worker.ts', '../domain/time.ts'],
  },
  {
    from: ['mail/planted.ts'],
    refused: ['zod', 'kysely', '../config.ts', '../db/clock.ts', '../api/engine.ts', '../process/log.ts'],
    allowed: ['nodemailer', '../domain/time.ts', '../domain/mail/mail.ts', './faults.ts'],
  },
  {
    from: ['pdf/planted.ts'],
    refused: ['zod', 'kysely', '../config.ts', '../db/clock.ts', '../api/engine.ts', '../process/log.ts'],
    allowed: ['koffi', 'node:fs', 'node:fs/promises', '../domain/softcopies/mark.ts', './qpdf.ts'],
  },
  {
    from: ['process/planted.ts'],
    refused: ['../config.ts', '../db/clock.ts', '../api/engine.ts', '../domain/time.ts'],
    allowed: ['pino', './every.ts'],
  },
  {
    from: ['grafana/planted.ts'],
    refused: ['zod', '../db/clock.ts', '../api/engine.ts', '../config.ts', 'node:fs'],
    allowed: [
      '@grafana/grafana-foundation-sdk/common',
      '../domain/metrics.ts',
      './promql.ts',
      './layanan/now.ts',
    ],
  },
  {
    from: ['grafana/layanan/planted.ts'],
    refused: ['zod', '../../db/clock.ts', '../../config.ts', 'node:fs'],
    allowed: [
      '@grafana/grafana-foundation-sdk/common',
      '../../domain/metrics.ts',
      '../promql.ts',
      './now.ts',
    ],
  },
  {
    from: ['bench/planted.ts', 'test/unit/planted.ts'],
    refused: [],
    allowed: ['kysely', 'zod', '../api/engine.ts', '../../db/clock.ts', '../../display/kiosk/words.ts'],
  },
];

const statementOf = (specifier: string, index: number): string =>
  specifier.startsWith('type ')
    ? `import type { a${index} } from '${specifier.slice('type '.length)}';`
    : `import { a${index} } from '${specifier}';`;

/** Lines of `file` on which the linter refuses an import. */
type RefusedLines = ReadonlyMap<string, readonly number[]>;

describe('the linter holds the directions of imports', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kunjung-imports-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  let refusedLines: RefusedLines;

  beforeAll(() => {
    writeFileSync(join(folder, '.oxlintrc.json'), readFileSync(join(root, '.oxlintrc.json')));
    for (const { from, refused, allowed } of plantings) {
      for (const file of from) {
        mkdirSync(join(folder, dirname(file)), { recursive: true });
        const specifiers = [...refused, ...allowed].filter((one) => isFor(file, one));
        writeFileSync(join(folder, file), `${specifiers.map(statementOf).join('\n')}\n`);
      }
    }
    const linter = join(root, 'node_modules/.bin/oxlint');
    const { stdout } = spawnSync(linter, ['--format', 'json'], { cwd: folder, encoding: 'utf8' });
    refusedLines = readRefused(stdout);
  });

  test('every row of the table of folders is tried', () => {
    const table = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').match(/^\| `[a-z]+\/`.*$/gm) ?? [];
    const rows = table.flatMap((row) => row.split('|')[1]?.match(/[a-z]+(?=\/)/g) ?? []);
    const tried = plantings.flatMap(({ from }) => from.map((file) => file.split('/')[0]));
    expect(rows).toContain('domain');
    expect(tried).toEqual(expect.arrayContaining(rows));
  });

  test.each(plantings.flatMap((row) => row.from.map((file) => [file, row] as const)))(
    'in %s',
    (file, { refused, allowed }) => {
      const specifiers = [...refused, ...allowed].filter((one) => isFor(file, one));
      const told = (refusedLines.get(file) ?? []).map((line) => specifiers[line - 1]);
      expect(new Set(told)).toEqual(new Set(refused.filter((one) => isFor(file, one))));
    },
  );
});

/** A relative import is planted where it leads into the house, and types only where there are types. */
function isFor(file: string, specifier: string): boolean {
  const path = specifier.replace('type ', '');
  if (file.endsWith('.mjs') && specifier !== path) return false;
  return !path.startsWith('.') || !normalize(join(dirname(file), path)).startsWith('..');
}

function readRefused(report: string): RefusedLines {
  interface Diagnostic {
    readonly code: string;
    readonly filename: string;
    readonly labels: readonly { readonly span: { readonly line: number } }[];
  }
  const { diagnostics } = JSON.parse(report) as { diagnostics: readonly Diagnostic[] };
  const restricted = diagnostics.filter(({ code }) => code.includes('no-restricted-imports'));
  return new Map(
    [...Map.groupBy(restricted, ({ filename }) => filename)].map(([file, found]) => [
      file,
      found.flatMap(({ labels }) => labels.map(({ span }) => span.line)),
    ]),
  );
}
