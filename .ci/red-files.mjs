// A reporter of Vitest: writes which test files were red, a line each, to `.cache/red-files`. When anything outside of a
// test failed as well, it writes none: no file that is run once more by itself could show that this was mended.
import { mkdirSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';

export default class RedFiles {
  onTestRunEnd(modules, unhandledErrors, reason) {
    const red = modules.filter((module) => !module.ok() || ['pending', 'queued'].includes(module.state()));
    const isAll = unhandledErrors.length === 0 && reason !== 'interrupted';
    const names = isAll ? red.map(({ moduleId }) => relative(process.cwd(), moduleId)) : [];
    mkdirSync('.cache', { recursive: true });
    writeFileSync('.cache/red-files', names.map((name) => `${name}\n`).join(''));
  }
}
