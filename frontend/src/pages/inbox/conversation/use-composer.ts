import { useQueryClient } from '@tanstack/react-query';
import { maxTextLength } from '@ticketz/contract/messages';
import { maxNoteLength } from '@ticketz/contract/notes';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../api/session.ts';
import { useDraft, writeDraft } from '../../../features/drafts/drafts.ts';
import { useNoteDraft, writeNoteDraft } from '../../../features/drafts/note-drafts.ts';
import { endMode, startEdit, useComposeMode } from '../../../features/messages/compose-mode.ts';
import { mentionedIn } from '../../../features/messages/mentions.ts';
import { editMessage } from '../../../features/messages/message-commands.ts';
import { flattenMessages, type MessagePages } from '../../../features/messages/message-pages.ts';
import { messageKeys } from '../../../features/messages/message-queries.ts';
import { isEditable } from '../../../features/messages/message-rights.ts';
import { addToOutbox } from '../../../features/messages/outbox.ts';
import { createTypingSender } from '../../../features/messages/typing-sender.ts';
import { watchersQuery } from '../../../features/notes/note-queries.ts';
import { showToast } from '../../../ui/toast.ts';

/** The text being written: the ticket's draft, a note, or the new text of a message. The others are kept beside it. */
function useText(ticketId: string) {
  const draft = useDraft(ticketId);
  const note = useNoteDraft(ticketId);
  const mode = useComposeMode(ticketId);
  const edited = mode?.type === 'edit' ? mode.message : null;
  const [edit, setEdit] = useState({ id: '', text: '' });
  if (mode?.type === 'note') {
    return { mode, edited, text: note, setText: (text: string) => writeNoteDraft(ticketId, text) };
  }
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
  const noting = mode?.type === 'note';
  const [saving, setSaving] = useState(false);
  const typing = useMemo(() => createTypingSender(ticketId), [ticketId]);
  useEffect(() => () => typing.pause(), [typing]);
  const excess = text.length - (noting ? maxNoteLength : maxTextLength);
  const sendable = text.trim() !== '' && excess <= 0 && !saving;

  async function saveEdit(message: NonNullable<typeof edited>): Promise<void> {
    setSaving(true);
    const changed = text.trim() !== message.text;
    // What was refused stays in the composer.
    if (!changed || (await editMessage(queryClient, message, text.trim()))) endMode(ticketId);
    setSaving(false);
  }
  function keepNote(): boolean {
    const people = queryClient.getQueryData(watchersQuery(ticketId).queryKey) ?? [];
    const mentions = mentionedIn(text, people).slice(0, 20);
    if (!addToOutbox(ticketId, text.trim(), { extra: { type: 'note', mentions } })) return false;
    writeNoteDraft(ticketId, '');
    return true;
  }
  function keepAnswer(): boolean {
    const quoted = mode?.type === 'reply' ? mode.quoted : null;
    if (!addToOutbox(ticketId, text.trim(), { quoted })) return false;
    writeDraft(ticketId, '');
    endMode(ticketId);
    typing.sent();
    return true;
  }
  /** True when it is on its way. */
  function send(): boolean {
    if (!sendable) return false;
    if (edited) {
      void saveEdit(edited);
      return true;
    }
    const kept = noting ? keepNote() : keepAnswer();
    if (!kept) showToast({ text: t('composer.full') });
    return kept;
  }
  function write(next: string): void {
    setText(next);
    if (edited || noting) return;
    if (next.trim() === '') typing.pause();
    else typing.typed();
  }
  /** Arrow up in an empty composer: changes what one wrote last, while WhatsApp still takes it. */
  function editLast(): boolean {
    if (text !== '' || mode) return false;
    const messages = flattenMessages(queryClient.getQueryData<MessagePages>(messageKeys.list(ticketId)));
    const last = messages.findLast(
      ({ author, direction }) => direction === 'outbound' && author !== null && author.id === me?.id,
    );
    if (!last || !isEditable(last)) return false;
    startEdit(last);
    return true;
  }
  return { text, mode, noting, excess, sendable, write, send, editLast, rest: typing.pause };
}
