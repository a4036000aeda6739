import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { dashboardEndpoints } from '@ticketz/contract/dashboard';
import { ratingEndpoints } from '@ticketz/contract/ratings';
import { type ReportQuery, reportEndpoints } from '@ticketz/contract/reports';
import { callApi } from '../../api/call-api.ts';

export const dashboardKey = ['dashboard', 'now'] as const;

/** How it is now; events keep it fresh, and once a minute who is there. */
export const dashboardQuery = queryOptions({
  queryKey: dashboardKey,
  queryFn: ({ signal }) => callApi(dashboardEndpoints.readDashboard, {}, { signal }),
  refetchInterval: 60_000,
});

/** How it went in a period. */
export function reportQuery(wanted: ReportQuery) {
  return queryOptions({
    queryKey: ['dashboard', 'report', wanted],
    queryFn: ({ signal }) => callApi(reportEndpoints.readReport, { query: wanted }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

/** What customers said, the newest first. */
export const ratingsQuery = infiniteQueryOptions({
  queryKey: ['dashboard', 'ratings'],
  initialPageParam: null as string | null,
  queryFn: ({ pageParam, signal }) =>
    callApi(
      ratingEndpoints.listRatings,
      { query: { cursor: pageParam ?? undefined, limit: 10 } },
      { signal },
    ),
  getNextPageParam: (page) => page.nextCursor,
});
