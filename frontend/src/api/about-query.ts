import { queryOptions } from '@tanstack/react-query';
import { aboutEndpoints } from '@ticketz/contract/about';
import { callApi } from './call-api.ts';

/** What runs here: version, source, and the demo phone if this is the demo. It doesn't change while a page is open. */
export const aboutQuery = queryOptions({
  queryKey: ['about'],
  queryFn: ({ signal }) => callApi(aboutEndpoints.about, {}, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});
