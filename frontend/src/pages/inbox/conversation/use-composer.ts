import { useQueryClient } from '@tanstack/react-query';
import { maxTextLength } from '@ticketz/contract/messages';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../api/session.ts';
import { useDraft, writeDraft } from '../../../features/drafts/drafts.ts';
import { endMode, startEdit, useComposeMode } from '../../../features/messages/compose-mode.ts';
import { editMessage } from '../../../features/messages/message-commands.ts';
import { flattenMessages, type MessagePages } from '../../../features/messages/message-pages.ts';
import { messageKeys } from '../../../features/messages/message-queries.ts';
import { isEditable } from '../../../features/messages/message-rights.ts';
import { addToOutbox } from '../../../features/messages/outbox.ts';
import { createTypingSender } from '../../../features/messages/typing-sender.ts';
import { showToast } from '../../../ui/toast.ts';

/** The text being written: the ticket's draft, or the new text of a message. A draft is kept beside an edit. */
function useText(ticketId: string) {
  const draft = useDraft(ticketId);
  const mode = useComposeMode(ticketId);
  const edited = mode?.type === 'edit' ? mode.message : null;
  const [edit, setEdit] = useState({ id: '', text: '' });
  if (!edited) return { mode, edited, text: draft, setText: (text: string) => writeDraft(ticketId, text) };
  return {
    mode,
    edited,
    text: edit.id === edited.id ? edit.text : edited.text,
    setText: (text: string) => setEdit({ id: edited.id, text }),
  };
}

/** What the composer writes and where it goes. The text lives in the draft until the outbox has it: it is never in neither. */
export function useComposer(ticketId: string) {
  const { t } = useTranslation('messages');
  const queryClient = useQueryClient();
  const me = useMe();
  const { mode, edited, text, setText } = useText(ticketId);
  const [saving, setSaving] = useState(false);
  const typing = useMemo(() => createTypingSender(ticketId), [ticketId]);
  useEffect(() => () => typing.pause(), [typing]);
  const excess = text.length - maxTextLength;
  const sendable = text.trim() !== '' && excess <= 0 && !saving;

  async function saveEdit(message: NonNullable<typeof edited>): Promise<void> {
    setSaving(true);
    const changed = text.trim() !== message.text;
    // What was refused stays in the composer.
    if (!changed || (await editMessage(queryClient, message, text.trim()))) endMode(ticketId);
    setSaving(false);
  }
  /** True when it is on its way. */
  function send(): boolean {
    if (!sendable) return false;
    if (edited) {
      void saveEdit(edited);
      return true;
    }
    const quoted = mode?.type === 'reply' ? mode.quoted : null;
    if (!addToOutbox(ticketId, text.trim(), { quoted })) {
      showToast({ text: t('composer.full') });
      return false;
    }
    writeDraft(ticketId, '');
    endMode(ticketId);
    typing.sent();
    return true;
  }
  function write(next: string): void {
    setText(next);
    if (edited) return;
    if (next.trim() === '') typing.pause();
    else typing.typed();
  }
  /** Arrow up in an empty composer: changes what one wrote last, while WhatsApp still takes it. */
  function editLast(): boolean {
    if (text !== '' || mode) return false;
    const messages = flattenMessages(queryClient.getQueryData<MessagePages>(messageKeys.list(ticketId)));
    const last = messages.findLast(({ author }) => author !== null && author.id === me?.id);
    if (!last || !isEditable(last)) return false;
    startEdit(last);
    return true;
  }
  return { text, mode, excess, sendable, write, send, editLast, rest: typing.pause };
}
