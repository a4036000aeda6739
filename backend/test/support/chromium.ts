import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { installDebianPackages } from './debian-packages.ts';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A real Chromium, fetched when there is none. A browser test that can't run fails, and says what to do. */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const executablePath = findChromium() ?? installChromium();
  return chromium.launch({ executablePath, ...options, args: [...QUIET, ...(options.args ?? [])] });
}

/** Where Chromium is, without starting or fetching one. */
export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH is ${named}, where there is nothing.`);
  return [named, ...PLACES, chromium.executablePath()].find((path) => path && existsSync(path));
}

function installChromium(): string {
  const installed = installDebianPackages('chromium', 'fonts-liberation', 'fonts-noto-color-emoji');
  if (!installed) {
    process.stderr.write("No Chromium found: fetching Playwright's\n");
    spawnSync('npx', ['playwright-core', 'install', 'chromium'], { stdio: 'inherit', timeout: 300_000 });
  }
  const path = findChromium();
  if (path) return path;
  throw new Error(
    'Browser tests need Chromium, and it could not be installed. Install it ("apt-get install chromium" as root, ' +
      'or "npx playwright-core install chromium"), or set CHROMIUM_PATH to one.',
  );
}
