import { type Query, queryOptions } from '@tanstack/react-query';
import { connectionEndpoints } from '@ticketz/contract/connections';
import { callApi } from '../../../api/call-api.ts';

const ledgerEveryMs = 30_000;
const healthEveryMs = 5_000;

/** Once there is something to keep fresh: what couldn't be loaded stays said until somebody tries again. */
function onceLoaded(everyMs: number) {
  return ({ state }: Pick<Query, 'state'>) => (state.data === undefined ? false : everyMs);
}

/** What came and went by hour, counted anew while somebody looks at it. */
export function ledgerQuery(connectionId: string) {
  return queryOptions({
    queryKey: ['connections', 'ledger', connectionId],
    queryFn: async ({ signal }) =>
      (await callApi(connectionEndpoints.connectionLedger, { params: { connectionId } }, { signal })).items,
    staleTime: 0,
    refetchInterval: onceLoaded(ledgerEveryMs),
  });
}

/** How a connection fares, asked again and again while somebody looks at it. */
export function healthQuery(connectionId: string) {
  return queryOptions({
    queryKey: ['connections', 'health', connectionId],
    queryFn: ({ signal }) =>
      callApi(connectionEndpoints.connectionHealth, { params: { connectionId } }, { signal }),
    staleTime: 0,
    refetchInterval: onceLoaded(healthEveryMs),
  });
}
