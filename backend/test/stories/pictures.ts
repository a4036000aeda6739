import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { repository } from './built-parts.ts';

/** A picture for whoever looks at the run afterwards. */
export type Shoot = (page: Page, name: string) => Promise<void>;

/** They cost a fifth of a second each, so that CI takes them of failures only. */
const wanted = process.env.PICTURES === 'true';

/** Where a story's pictures go, with PICTURES=true: `.ci/output/stories/<story>/<nn>-<name>.png`. */
export function pictures(story: string): Shoot {
  const folder = join(repository, '.ci/output/stories', story);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let count = 0;
  return async (page, name) => {
    if (!wanted && name !== 'failed') return;
    count += 1;
    const path = join(folder, `${String(count).padStart(2, '0')}-${name}.png`);
    await page.screenshot({ path, animations: 'disabled' });
  };
}
