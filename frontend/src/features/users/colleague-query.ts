import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { type Colleague, userEndpoints } from '@ticketz/contract/users';
import { callApi } from '../../api/call-api.ts';

/** Everybody of the company, for their pictures. Events keep it fresh. */
export const colleaguesQuery = queryOptions({
  queryKey: ['colleagues'],
  queryFn: async ({ signal }) => (await callApi(userEndpoints.listColleagues, {}, { signal })).items,
  staleTime: 10 * 60_000,
});

export function applyColleague(queryClient: QueryClient, colleague: Colleague): void {
  queryClient.setQueryData(
    colleaguesQuery.queryKey,
    (all) => all && [...all.filter(({ id }) => id !== colleague.id), colleague],
  );
}
