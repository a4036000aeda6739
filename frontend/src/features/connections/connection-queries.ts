import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { type Connection, connectionEndpoints, type connectionSummary } from '@ticketz/contract/connections';
import type { z } from 'zod';
import { callApi } from '../../api/call-api.ts';

export type ConnectionSummary = z.infer<typeof connectionSummary>;

/** The company's connections as admins see them. */
export const connectionsQuery = queryOptions({
  queryKey: ['connections', 'list'],
  queryFn: async ({ signal }) => (await callApi(connectionEndpoints.listConnections, {}, { signal })).items,
});

/** Names and states only: what every agent may know. */
export const connectionSummariesQuery = queryOptions({
  queryKey: ['connections', 'summaries'],
  queryFn: async ({ signal }) =>
    (await callApi(connectionEndpoints.listConnectionSummaries, {}, { signal })).items,
});

/** `items` with `next` in its place, or at the end when it is new. */
export function withItem<T extends { id: string }>(items: T[], next: T): T[] {
  return items.some(({ id }) => id === next.id)
    ? items.map((item) => (item.id === next.id ? next : item))
    : [...items, next];
}

/** Only one connection is the default: a new default takes it from the old one. */
function placeConnection(items: Connection[], next: Connection): Connection[] {
  const placed = withItem(items, next);
  if (!next.isDefault) return placed;
  return placed.map((item) => (item.isDefault && item.id !== next.id ? { ...item, isDefault: false } : item));
}

/** Takes over what the server said about a connection. */
export function applyConnection(queryClient: QueryClient, connection: Connection): void {
  queryClient.setQueryData(connectionsQuery.queryKey, (items) => items && placeConnection(items, connection));
  applySummary(queryClient, { id: connection.id, name: connection.name, state: connection.state });
}

export function applySummary(queryClient: QueryClient, summary: ConnectionSummary): void {
  queryClient.setQueryData(connectionSummariesQuery.queryKey, (items) => items && withItem(items, summary));
}

export function forgetConnection(queryClient: QueryClient, connectionId: string): void {
  const others = <T extends { id: string }>(items: T[] | undefined) =>
    items?.filter(({ id }) => id !== connectionId);
  queryClient.setQueryData(connectionsQuery.queryKey, others);
  queryClient.setQueryData(connectionSummariesQuery.queryKey, others);
}
