import { z } from 'zod';
import { endpoint } from './endpoint.ts';

/** `demoPhoneUrl` is set only by `npm run demo`: the page of the simulated phones. */
export const about = z.object({
  name: z.string(),
  version: z.string(),
  sourceUrl: z.string(),
  demoPhoneUrl: z.string().nullable(),
});
export type About = z.infer<typeof about>;

export const aboutEndpoints = {
  about: endpoint({ method: 'GET', path: '/about', access: 'public', response: about }),
};
