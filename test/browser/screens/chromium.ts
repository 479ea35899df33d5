import { spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import chromium, { inflate } from '@sparticuz/chromium';
import { chromium as playwright, type Browser } from 'playwright-core';

const cache = fileURLToPath(new URL('../../../.cache/chromium', import.meta.url));

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A real Chromium: the system's when there is one, otherwise the one that came with the packages. */
export async function launchChromium(): Promise<Browser> {
  const system = systemChromium();
  if (system !== null) return playwright.launch({ executablePath: system, args: flags });
  await mkdir(cache, { recursive: true });
  process.env['TMPDIR'] = cache; // the package unpacks there, and finds it again the next time
  const executablePath = await chromium.executablePath();
  const archive = new URL('../bin/al2023.tar.br', import.meta.resolve('@sparticuz/chromium'));
  const libraries = await inflate(fileURLToPath(archive));
  return playwright.launch({
    executablePath,
    args: flags,
    env: { ...process.env, LD_LIBRARY_PATH: `${libraries}/lib`, TMPDIR: cache },
  });
}

function systemChromium(): string | null {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    const { status, stdout } = spawnSync('which', [name], { encoding: 'utf8' });
    if (status === 0) return stdout.trim();
  }
  return null;
}
