import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { type ListedColleague, userEndpoints } from '@ticketz/contract/users';
import { callApi } from '../../api/call-api.ts';

/** Everybody of the company: their pictures, and who is here. Events keep it fresh. */
export const colleaguesQuery = queryOptions({
  queryKey: ['colleagues'],
  queryFn: async ({ signal }) => (await callApi(userEndpoints.listColleagues, {}, { signal })).items,
  staleTime: 10 * 60_000,
});

/** Takes over what an event says of a colleague. */
export function applyColleague(
  queryClient: QueryClient,
  id: string,
  changes: Partial<Omit<ListedColleague, 'id'>>,
): void {
  queryClient.setQueryData(colleaguesQuery.queryKey, (all) =>
    all?.map((one) => (one.id === id ? { ...one, ...changes } : one)),
  );
}
