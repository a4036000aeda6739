import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { openingHoursEndpoints, type Schedule } from '@ticketz/contract/opening-hours';
import { callApi } from '../../api/call-api.ts';

/** All hours of the company. How it is "now" goes on with the clock, so it is asked for again and again. */
export const openingHoursQuery = queryOptions({
  queryKey: ['opening-hours'],
  queryFn: async ({ signal }) =>
    (await callApi(openingHoursEndpoints.listOpeningHours, {}, { signal })).items,
  refetchInterval: 60_000,
});

/** Whose hours: a queue's, a connection's, or the company's. */
export type HoursOwner =
  | { kind: 'company' }
  | { kind: 'queue'; id: string; name: string }
  | { kind: 'connection'; id: string; name: string };

/** Sets somebody's hours; with null they have none of their own any more. */
export function useSetOpeningHours(owner: HoursOwner) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (schedule: Schedule | null) => {
      const body = { schedule };
      if (owner.kind === 'company') return callApi(openingHoursEndpoints.setOpeningHours, { body });
      if (owner.kind === 'queue')
        return callApi(openingHoursEndpoints.setQueueHours, { params: { queueId: owner.id }, body });
      return callApi(openingHoursEndpoints.setConnectionHours, { params: { connectionId: owner.id }, body });
    },
    onSuccess: ({ items }) => queryClient.setQueryData(openingHoursQuery.queryKey, items),
  });
}
