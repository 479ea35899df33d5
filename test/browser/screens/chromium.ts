import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
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
  if (!existsSync(cache)) await unpackAside();
  const { executablePath, libraries } = await unpackInto(cache);
  return playwright.launch({
    executablePath,
    args: flags,
    env: { ...process.env, LD_LIBRARY_PATH: `${libraries}/lib`, TMPDIR: cache },
  });
}

/** Unpacks what is not there yet. */
async function unpackInto(folder: string): Promise<{ executablePath: string; libraries: string }> {
  process.env['TMPDIR'] = folder; // where the package unpacks, and finds it again the next time
  const executablePath = await chromium.executablePath();
  const archive = new URL('../bin/al2023.tar.br', import.meta.resolve('@sparticuz/chromium'));
  return { executablePath, libraries: await inflate(fileURLToPath(archive)) };
}

/** Puts the whole Chromium in its place at once: two files of tests may begin together. */
async function unpackAside(): Promise<void> {
  await mkdir(dirname(cache), { recursive: true });
  const folder = await mkdtemp(`${cache}-`);
  await unpackInto(folder);
  try {
    await rename(folder, cache);
  } catch (error) {
    if (!existsSync(cache)) throw error;
    await rm(folder, { recursive: true }); // the other one was first
  }
}

function systemChromium(): string | null {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    const { status, stdout } = spawnSync('which', [name], { encoding: 'utf8' });
    if (status === 0) return stdout.trim();
  }
  return null;
}
