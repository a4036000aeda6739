import { queryOptions } from '@tanstack/react-query';
import { groupEndpoints } from '@ticketz/contract/groups';
import { callApi } from '../../api/call-api.ts';

/** A group with its members, as it was a moment ago. */
export function groupQuery(groupId: string) {
  return queryOptions({
    queryKey: ['groups', groupId],
    queryFn: ({ signal }) => callApi(groupEndpoints.getGroup, { params: { groupId } }, { signal }),
    staleTime: 30_000,
  });
}
