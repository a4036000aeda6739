import { mostTicketsAtOnce } from '@ticketz/contract/bulk-actions';
import { createStore, useStore, useStoreValue } from '../../lib/store.ts';

/** The tickets that somebody has ticked in the list, and the one a range starts from. */
interface Selection {
  ids: ReadonlySet<string>;
  anchor: string | null;
}

const none: Selection = { ids: new Set(), anchor: null };
const selection = createStore<Selection>(none);

function select(ids: Set<string>, anchor: string | null): void {
  selection.set({ ids: new Set([...ids].slice(0, mostTicketsAtOnce)), anchor });
}

export function clearTicketSelection(): void {
  selection.set(none);
}

export function toggleTicket(ticketId: string): void {
  const ids = new Set(selection.get().ids);
  if (!ids.delete(ticketId)) ids.add(ticketId);
  select(ids, ticketId);
}

/** Ticks everything between the ticket ticked last and this one, as the list shows them. */
export function selectTicketsTo(ticketId: string, shown: readonly { id: string }[]): void {
  const { ids, anchor } = selection.get();
  const [from, to] = [anchor, ticketId].map((id) => shown.findIndex((ticket) => ticket.id === id));
  if (from === undefined || to === undefined || from < 0 || to < 0) return toggleTicket(ticketId);
  const between = shown.slice(Math.min(from, to), Math.max(from, to) + 1);
  select(new Set([...ids, ...between.map(({ id }) => id)]), ticketId);
}

export function selectTickets(shown: readonly { id: string }[]): void {
  select(new Set(shown.map(({ id }) => id)), null);
}

export function useTicketSelection(): ReadonlySet<string> {
  return useStore(selection).ids;
}

export function useIsTicked(ticketId: string): boolean {
  return useStoreValue(selection, ({ ids }) => ids.has(ticketId));
}

export function useSomeTicked(): boolean {
  return useStoreValue(selection, ({ ids }) => ids.size > 0);
}
