// Prints the test files that were red, a line each, from Vitest's JSON report: `node .ci/red-files.mjs REPORT`.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

const { testResults } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
for (const { name, status } of testResults) {
  if (status === 'failed') process.stdout.write(`${relative(process.cwd(), name)}\n`);
}
