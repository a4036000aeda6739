import { queryOptions } from '@tanstack/react-query';
import { authEndpoints } from '@ticketz/contract/auth';
import { callApi } from '../../api/call-api.ts';

/** This person's log-ins on all devices. */
export const sessionsQuery = queryOptions({
  queryKey: ['auth', 'sessions'],
  queryFn: async ({ signal }) => (await callApi(authEndpoints.listSessions, {}, { signal })).items,
  staleTime: 0,
});
