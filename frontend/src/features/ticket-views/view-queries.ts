import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { type TicketView, ticketViewEndpoints } from '@ticketz/contract/ticket-views';
import type { z } from 'zod';
import { callApi } from '../../api/call-api.ts';

/** This person's saved views and the shared ones, by name. Events keep them fresh. */
export const viewsQuery = queryOptions({
  queryKey: ['ticket-views'],
  queryFn: async ({ signal }) => (await callApi(ticketViewEndpoints.listTicketViews, {}, { signal })).items,
  staleTime: 5 * 60_000,
});

/** Takes over what the server said about a view. */
export function applyView(queryClient: QueryClient, view: TicketView): void {
  queryClient.setQueryData(
    viewsQuery.queryKey,
    (views) =>
      views &&
      [...views.filter(({ id }) => id !== view.id), view].toSorted((a, b) => a.name.localeCompare(b.name)),
  );
}

export function dropView(queryClient: QueryClient, viewId: string): void {
  queryClient.setQueryData(viewsQuery.queryKey, (views) => views?.filter(({ id }) => id !== viewId));
}

/** What views filter by is gone, and they with it. */
export function refetchViews(queryClient: QueryClient): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: viewsQuery.queryKey });
}

type ViewBody = z.output<NonNullable<typeof ticketViewEndpoints.createTicketView.body>>;

export function useCreateView() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: ViewBody) => callApi(ticketViewEndpoints.createTicketView, { body }),
    onSuccess: (view) => applyView(queryClient, view),
  });
}

export function useShareView() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ viewId, shared }: { viewId: string; shared: boolean }) =>
      callApi(ticketViewEndpoints.updateTicketView, { params: { viewId }, body: { shared } }),
    onSuccess: (view) => applyView(queryClient, view),
  });
}

export function useDeleteView() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (viewId: string) => callApi(ticketViewEndpoints.deleteTicketView, { params: { viewId } }),
    onSuccess: (_nothing, viewId) => dropView(queryClient, viewId),
  });
}
