import type { Mention } from '@ticketz/contract/notes';
import i18next from 'i18next';
import { createStore } from '../../lib/store.ts';
import { showToast } from '../../ui/toast.ts';

const shownForMs = 10_000;
const longest = 120;

/** Opens a ticket; the page that can do it says how. */
export const openTicket = createStore<((ticketId: string) => void) | null>(null);

/** Says on the page that a colleague's note names this person, with a way there. */
export function tellMention({ author, contactName, text, ticketId }: Mention): void {
  const told = i18next.t('notifications:mention.told', {
    author: author?.name ?? '',
    contact: contactName,
    text: text.length > longest ? `${text.slice(0, longest)}…` : text,
  });
  tellWithLink(told, ticketId);
}

/** Says something about a ticket on the page, with a way there. */
export function tellWithLink(text: string, ticketId: string): void {
  showToast({
    text,
    durationMs: shownForMs,
    action: { label: i18next.t('notifications:mention.open'), run: () => openTicket.get()?.(ticketId) },
  });
}
