import { type InfiniteData, infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import { type Reminder, reminderEndpoints } from '@ticketz/contract/reminders';
import { callApi } from '../../api/call-api.ts';

export type ReminderState = 'open' | 'done';
interface ReminderPage {
  items: Reminder[];
  nextCursor: string | null;
}

const keys = { all: ['reminders'] as const, list: (state: ReminderState) => ['reminders', state] as const };

/** One's own: the open ones by when they are due, the done ones from the last one done. */
export function remindersQuery(state: ReminderState) {
  return infiniteQueryOptions({
    queryKey: keys.list(state),
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }): Promise<ReminderPage> =>
      callApi(
        reminderEndpoints.listReminders,
        { query: { state, cursor: pageParam ?? undefined, limit: state === 'open' ? 100 : 30 } },
        { signal },
      ),
    getNextPageParam: (page: ReminderPage) => page.nextCursor,
    staleTime: 60_000,
  });
}

export function remindersOf(data: { pages: ReminderPage[] } | undefined): Reminder[] {
  return data?.pages.flatMap(({ items }) => items) ?? [];
}

/** Its time has come, and it isn't done. */
export function isDue({ firedAt, doneAt }: Reminder): boolean {
  return firedAt !== null && doneAt === null;
}

/** Asks anew what is on the screen. */
export function refreshReminders(queryClient: QueryClient): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: keys.all });
}

/** Takes it out of the list at once; what the server says then comes. */
export function hideReminder(queryClient: QueryClient, state: ReminderState, reminderId: string): void {
  queryClient.setQueryData<InfiniteData<ReminderPage, string | null>>(
    keys.list(state),
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({
          ...page,
          items: page.items.filter(({ id }) => id !== reminderId),
        })),
      },
  );
}
