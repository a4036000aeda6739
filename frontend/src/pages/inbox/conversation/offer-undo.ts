import { draftOf, writeDraft } from '../../../features/drafts/drafts.ts';
import { undoSendMs } from '../../../features/messages/compose-preferences.ts';
import { forgetSent } from '../../../features/messages/outbox.ts';
import type { OutboxItem } from '../../../features/messages/outbox-storage.ts';
import { showToast } from '../../../ui/toast.ts';

/** As long as the message waits it can be taken back; its text is in the composer again, before what is there by now. */
export function offerUndo({ clientId, ticketId, text }: OutboxItem, told: string, label: string): void {
  const takeBack = () => {
    forgetSent(clientId);
    const since = draftOf(ticketId);
    writeDraft(ticketId, since ? `${text}\n${since}` : text);
  };
  showToast({ text: told, durationMs: undoSendMs, action: { label, key: 'Z', run: takeBack } });
}
