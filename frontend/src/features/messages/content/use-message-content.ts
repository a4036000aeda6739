import { useQueryClient } from '@tanstack/react-query';
import type { Message } from '@ticketz/contract/messages';
import { useMemo } from 'react';
import { shownFile } from '../../files/shown-file.ts';
import { jumpTo } from '../jump.ts';
import { askForFile, setReaction } from '../message-commands.ts';
import { showOverlay } from '../overlays/overlay.ts';
import type { BubbleActions, BubbleContent } from './bubble-content.ts';
import { isPdf } from './file-look.ts';

/** What a stored message's bubble shows, the same object while the message is the same. */
export function useMessageContent(message: Message): BubbleContent {
  return useMemo(() => {
    const { kind, text, details, quoted, forwarded, reactions, editedAt, deletedAt, file } = message;
    return {
      kind,
      text,
      details,
      quoted,
      forwarded,
      reactions,
      editedAt,
      deletedAt,
      file: file && shownFile(file),
    };
  }, [message]);
}

/** What can be done inside a stored message's bubble. */
export function useMessageActions(message: Message): BubbleActions {
  const queryClient = useQueryClient();
  return useMemo(() => {
    const { ticketId, quoted, file } = message;
    const quotedId = quoted?.messageId;
    return {
      openFile: () =>
        showOverlay(
          file && isPdf(file)
            ? { type: 'document', file: shownFile(file) }
            : { type: 'lightbox', messageId: message.id },
        ),
      askForFile: () => void askForFile(queryClient, message),
      goToQuoted: quotedId ? () => jumpTo(ticketId, quotedId) : undefined,
      showEdits: () => showOverlay({ type: 'edits', message }),
      react: (emoji) => void setReaction(queryClient, message, emoji),
    };
  }, [message, queryClient]);
}
