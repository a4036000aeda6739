import { aboutEndpoints } from '@ticketz/contract/about';
import { publicRoute, type Route } from '../../core/http/route.ts';
import { readVersion } from '../../core/version.ts';

/** `demoPhoneUrl` is the simulated phones' page, where the demo runs. */
export function aboutRoutes(options: { sourceUrl: string; demoPhoneUrl?: string }): Route[] {
  const answer = {
    name: 'Ticketz',
    version: readVersion(),
    sourceUrl: options.sourceUrl,
    demoPhoneUrl: options.demoPhoneUrl ?? null,
  };
  return [publicRoute(aboutEndpoints.about, async () => answer)];
}
