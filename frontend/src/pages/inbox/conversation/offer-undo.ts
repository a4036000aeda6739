import i18next from 'i18next';
import { type Brought, bringTo } from '../../../features/drafts/brought-drafts.ts';
import { draftOf, writeDraft } from '../../../features/drafts/drafts.ts';
import { forgetSent, outboxStore } from '../../../features/messages/outbox.ts';
import type { OutboxItem } from '../../../features/messages/outbox-storage.ts';
import { offerUndo, showToast } from '../../../ui/toast.ts';

/**
 * As long as an answer waits it can be taken back; its text is in the composer again, before what is there by now, and so
 * are the files that a quick message brought.
 */
export function offerTakingBack(
  ticketId: string,
  { items, text, files }: { items: readonly OutboxItem[]; text: string; files: readonly Brought[] },
): void {
  const takeBack = () => {
    const waiting = outboxStore.get();
    const all = items.every(({ clientId }) => waiting.some((item) => item.clientId === clientId));
    if (!all) return void showToast({ text: i18next.t('compose:undo.tooLate') });
    for (const { clientId } of items) forgetSent(clientId);
    const since = draftOf(ticketId);
    writeDraft(ticketId, text && since ? `${text}\n${since}` : text || since);
    bringTo(ticketId, files);
  };
  offerUndo(i18next.t('compose:undo.sending'), i18next.t('common:action.undo'), takeBack);
}
