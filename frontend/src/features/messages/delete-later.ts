import type { QueryClient } from '@tanstack/react-query';
import type { Message } from '@ticketz/contract/messages';
import i18next from 'i18next';
import { showToast } from '../../ui/toast.ts';
import { deleteMessage } from './message-commands.ts';

const undoWithinMs = 5_000;

/** Deletes messages for everyone, unless somebody thinks better of it within five seconds. */
export function deleteLater(queryClient: QueryClient, messages: readonly Message[]): void {
  let pending = true;
  const run = () => {
    if (!pending) return;
    stop();
    for (const message of messages) void deleteMessage(queryClient, message);
  };
  const timer = setTimeout(run, undoWithinMs);
  const stop = () => {
    pending = false;
    clearTimeout(timer);
    window.removeEventListener('pagehide', run);
  };
  // Whoever leaves the page has made up their mind.
  window.addEventListener('pagehide', run);
  showToast({
    text: i18next.t('messages:delete.done', { count: messages.length }),
    durationMs: undoWithinMs,
    action: { label: i18next.t('common:action.undo'), key: 'Z', run: stop },
  });
}
