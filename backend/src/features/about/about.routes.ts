import { readFileSync } from 'node:fs';
import { aboutEndpoints } from '@ticketz/contract/about';
import { z } from 'zod';
import { publicRoute, type Route } from '../../core/http/route.ts';

const packageSchema = z.object({ version: z.string() });

/** `demoPhoneUrl` is the simulated phones' page, where the demo runs. */
export function aboutRoutes(options: { sourceUrl: string; demoPhoneUrl?: string }): Route[] {
  const answer = {
    name: 'Ticketz',
    version: readVersion(new URL('.', import.meta.url)),
    sourceUrl: options.sourceUrl,
    demoPhoneUrl: options.demoPhoneUrl ?? null,
  };
  return [publicRoute(aboutEndpoints.about, async () => answer)];
}

/** From the nearest package.json above: built code lies deeper than its source. */
function readVersion(folder: URL): string {
  try {
    return packageSchema.parse(JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'))).version;
  } catch (error) {
    const parent = new URL('..', folder);
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!missing || parent.href === folder.href) throw error;
    return readVersion(parent);
  }
}
