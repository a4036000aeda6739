import { afterEach, beforeEach } from 'vitest';
import type { Shoot } from './pictures.ts';
import type { WatchedPages } from './watched-pages.ts';

/**
 * For a story told in several tests that build on each other: after one that failed the others are left out, what was
 * on the screens is kept as pictures; and after each the pages must have been quiet.
 */
export function tellInChapters(pages: () => WatchedPages, shoot: Shoot): void {
  let failed = false;
  beforeEach(({ skip }) => {
    if (failed) skip('an earlier chapter failed');
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return pages().expectQuiet();
    failed = true;
    for (const page of pages().all()) await shoot(page, 'failed');
  });
}
