import { readFileSync } from 'node:fs';
import { z } from 'zod';

const packageSchema = z.object({ version: z.string() });

/** The product's version. */
export function readVersion(): string {
  return versionAbove(new URL('.', import.meta.url));
}

/** From the nearest package.json above: built code lies deeper than its source. */
function versionAbove(folder: URL): string {
  try {
    return packageSchema.parse(JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'))).version;
  } catch (error) {
    const parent = new URL('..', folder);
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!missing || parent.href === folder.href) throw error;
    return versionAbove(parent);
  }
}
