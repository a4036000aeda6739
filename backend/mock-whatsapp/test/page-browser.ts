import { mkdtemp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { build } from 'vite';

/** Builds the page as it is now into a directory of its own. */
export async function buildPage(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'demo-phone-'));
  const configFile = fileURLToPath(new URL('../vite.config.ts', import.meta.url));
  await build({ configFile, mode: 'production', build: { outDir, emptyOutDir: true } });
  return outDir;
}

/** What axe finds that keeps people out, one line each. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // The page's CSP, rightly, lets no script in but its own; axe comes in through the debugger.
  await page.evaluate(await axeSource());
  const results = (await page.evaluate('axe.run()')) as AxeResults;
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

async function axeSource(): Promise<string> {
  const { source } = createRequire(import.meta.url)('axe-core') as { source: string };
  return source;
}
