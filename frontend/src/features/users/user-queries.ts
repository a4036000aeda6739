import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { type User, userEndpoints } from '@ticketz/contract/users';
import { callApi } from '../../api/call-api.ts';

const usersKey = ['users', 'list'] as const;

/** Everybody of the company, or those whose name or e-mail matches. */
export function usersQuery(search = '') {
  return queryOptions({
    queryKey: [...usersKey, search],
    queryFn: async ({ signal }) =>
      (await callApi(userEndpoints.listUsers, { query: { search: search || undefined } }, { signal })).items,
  });
}

/** Takes over what the server said about a user, in every list that shows them. */
export function applyUser(queryClient: QueryClient, user: User): void {
  queryClient.setQueriesData<User[]>({ queryKey: usersKey }, (items) =>
    items?.map((item) => (item.id === user.id ? user : item)),
  );
}

/** Who is on line right now, told while it lasts. */
export function applyPresence(
  queryClient: QueryClient,
  { userId, online, lastSeenAt }: { userId: string; online: boolean; lastSeenAt: string | null },
): void {
  queryClient.setQueriesData<User[]>({ queryKey: usersKey }, (items) =>
    items?.map((item) => (item.id === userId ? { ...item, online, lastSeenAt } : item)),
  );
}

/** A user was added: the lists are asked again, because only the server knows where the new one belongs. */
export function refetchUsers(queryClient: QueryClient): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: usersKey });
}

export function isKnownUser(queryClient: QueryClient, userId: string): boolean {
  return queryClient
    .getQueriesData<User[]>({ queryKey: usersKey })
    .some(([, items]) => items?.some(({ id }) => id === userId));
}
