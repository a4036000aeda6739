import type { QueryClient } from '@tanstack/react-query';
import { type Message, messageEndpoints } from '@ticketz/contract/messages';
import { noteEndpoints } from '@ticketz/contract/notes';
import { callApi } from '../../api/call-api.ts';
import { errorText } from '../../ui/error-text.ts';
import { showToast } from '../../ui/toast.ts';
import { applyMessage } from './message-queries.ts';

/** Shows what the server made of it, or says why it refused. True when it was done. */
async function perform(queryClient: QueryClient, call: Promise<Message>): Promise<boolean> {
  try {
    applyMessage(queryClient, await call);
    return true;
  } catch (error) {
    showToast({ text: errorText(error) });
    return false;
  }
}

function paramsOf({ ticketId, id }: Message) {
  return { params: { ticketId, messageId: id } };
}

export function retryMessage(queryClient: QueryClient, message: Message): Promise<boolean> {
  return perform(queryClient, callApi(messageEndpoints.retryMessage, paramsOf(message)));
}

/** Asks once more for a file that couldn't be fetched. */
export function askForFile(queryClient: QueryClient, message: Message): Promise<boolean> {
  return perform(queryClient, callApi(messageEndpoints.fetchFile, paramsOf(message)));
}

/** Sets the business' reaction; null takes it away. */
export function setReaction(
  queryClient: QueryClient,
  message: Message,
  emoji: string | null,
): Promise<boolean> {
  return perform(
    queryClient,
    callApi(messageEndpoints.setReaction, { ...paramsOf(message), body: { emoji } }),
  );
}

export function editMessage(queryClient: QueryClient, message: Message, text: string): Promise<boolean> {
  return perform(
    queryClient,
    callApi(messageEndpoints.editMessage, { ...paramsOf(message), body: { text } }),
  );
}

/** Deletes it for everyone. */
export function deleteMessage(queryClient: QueryClient, message: Message): Promise<boolean> {
  if (message.direction === 'internal') {
    const params = { ticketId: message.ticketId, noteId: message.id };
    return perform(queryClient, callApi(noteEndpoints.deleteNote, { params }));
  }
  return perform(queryClient, callApi(messageEndpoints.deleteMessage, paramsOf(message)));
}
