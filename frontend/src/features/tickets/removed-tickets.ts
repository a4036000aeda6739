import type { UserSummary } from '@ticketz/contract/users';
import { createStore, useStoreValue } from '../../lib/store.ts';

interface Removal {
  takenBy: UserSummary | null;
}

const max = 200;
const store = createStore<ReadonlyMap<string, Removal>>(new Map());

/** Tickets this person has lost sight of, and who took them: so that an open conversation can say why it ended. */
export const removedTickets = {
  remember(ticketId: string, takenBy: UserSummary | null): void {
    const entries = [...store.get()].slice(-max + 1);
    store.set(new Map([...entries, [ticketId, { takenBy }]]));
  },
  forget(ticketId: string): void {
    if (!store.get().has(ticketId)) return;
    store.set(new Map([...store.get()].filter(([id]) => id !== ticketId)));
  },
};

export function useRemovedTicket(ticketId: string): Removal | undefined {
  return useStoreValue(store, (removals) => removals.get(ticketId));
}
