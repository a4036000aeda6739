import { createStore, useStoreValue } from '../../lib/store.ts';

/** The messages somebody is choosing, in one ticket at a time; null while nobody does. */
interface Selection {
  ticketId: string;
  ids: ReadonlySet<string>;
}

const selection = createStore<Selection | null>(null);
/** As many as can be forwarded at once. */
export const mostSelected = 30;

export function startSelection(ticketId: string, messageId: string): void {
  selection.set({ ticketId, ids: new Set([messageId]) });
}

export function endSelection(): void {
  selection.set(null);
}

export function toggleSelected(messageId: string): void {
  const current = selection.get();
  if (!current) return;
  const ids = new Set(current.ids);
  if (!ids.delete(messageId) && ids.size < mostSelected) ids.add(messageId);
  selection.set({ ...current, ids });
}

export function useSelection(ticketId: string): ReadonlySet<string> | null {
  return useStoreValue(selection, (current) => (current?.ticketId === ticketId ? current.ids : null));
}
