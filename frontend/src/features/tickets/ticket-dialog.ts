import { createStore, useStoreValue } from '../../lib/store.ts';

export type TicketDialog = 'snooze' | 'remind' | 'transfer';

const shown = createStore<{ ticketId: string; dialog: TicketDialog } | null>(null);

/** Asks something about a ticket, or with null no more; whoever shows the ticket shows the question. */
export function showTicketDialog(ticketId: string, dialog: TicketDialog | null): void {
  shown.set(dialog && { ticketId, dialog });
}

export function useTicketDialog(ticketId: string): TicketDialog | null {
  return useStoreValue(shown, (now) => (now?.ticketId === ticketId ? now.dialog : null));
}
