import { useQueryClient } from '@tanstack/react-query';
import { maxTextLength } from '@ticketz/contract/messages';
import { maxNoteLength } from '@ticketz/contract/notes';
import type { QuickMessage } from '@ticketz/contract/quick-messages';
import { signText } from '@ticketz/contract/signatures';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../api/session.ts';
import { bringTo, clearBrought, takeFrom, useBrought } from '../../../features/drafts/brought-drafts.ts';
import { useDraft, writeDraft } from '../../../features/drafts/drafts.ts';
import { useNoteDraft, writeNoteDraft } from '../../../features/drafts/note-drafts.ts';
import { endMode, startEdit, useComposeMode } from '../../../features/messages/compose-mode.ts';
import { undoSend, undoSendMs } from '../../../features/messages/compose-preferences.ts';
import { mentionedIn } from '../../../features/messages/mentions.ts';
import { editMessage } from '../../../features/messages/message-commands.ts';
import { flattenMessages, type MessagePages } from '../../../features/messages/message-pages.ts';
import { messageKeys } from '../../../features/messages/message-queries.ts';
import { isEditable } from '../../../features/messages/message-rights.ts';
import { addToOutbox, type Extras } from '../../../features/messages/outbox.ts';
import type { OutboxExtra, OutboxItem } from '../../../features/messages/outbox-storage.ts';
import { useSignature } from '../../../features/messages/signature.ts';
import { createTypingSender } from '../../../features/messages/typing-sender.ts';
import { watchersQuery } from '../../../features/notes/note-queries.ts';
import { setWriting } from '../../../features/tickets/colleague-presence.ts';
import { groupQuery } from '../../../features/tickets/group-queries.ts';
import { showToast } from '../../../ui/toast.ts';
import { sendWithFiles } from './brought-files.ts';
import { offerTakingBack } from './offer-undo.ts';
import { useOvertaken } from './use-overtaken.ts';

/** Who has changed nothing for so long is thinking, not writing. */
const writingForMs = 6_000;

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
export function useComposer(ticketId: string, groupId: string | null) {
  const { t } = useTranslation(['messages', 'compose', 'common']);
  const queryClient = useQueryClient();
  const me = useMe();
  const { mode, edited, text, setText } = useText(ticketId);
  const noting = mode?.type === 'note';
  const [saving, setSaving] = useState(false);
  const typing = useMemo(() => createTypingSender(ticketId), [ticketId]);
  useEffect(() => () => typing.pause(), [typing]);
  const watch = useOvertaken(ticketId, text !== '');
  const rest = useRef<() => void>(null);
  useEffect(() => () => setWriting(ticketId, null), [ticketId]);
  const signature = useSignature();
  const brought = useBrought(ticketId);
  const bringing = !noting && !edited && brought.length > 0;
  const sentText = noting || edited ? text : signText(text, signature);
  const excess = sentText.length - (noting ? maxNoteLength : maxTextLength);
  const sendable = (text.trim() !== '' || bringing) && excess <= 0 && !saving;

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
  function keepText(extras: Pick<Extras, 'quoted' | 'waitMs'>): OutboxItem[] | null {
    const members = groupId ? (queryClient.getQueryData(groupQuery(groupId).queryKey)?.members ?? []) : [];
    const named = mentionedIn(text, members)
      .slice(0, 50)
      .map(({ id, name }) => ({ id, name }));
    const extra: OutboxExtra | null = named.length > 0 ? { type: 'members', members: named } : null;
    const item = addToOutbox(ticketId, text.trim(), { ...extras, ...(extra ? { extra } : {}) });
    return item && [item];
  }
  function keepAnswer(): boolean {
    const quoted = mode?.type === 'reply' ? mode.quoted : null;
    const waitMs = undoSend.get() ? undoSendMs : 0;
    const items = bringing
      ? sendWithFiles(ticketId, text.trim(), brought, { quoted, waitMs })
      : keepText({ quoted, waitMs });
    if (!items) return false;
    if (waitMs > 0) offerTakingBack(ticketId, { items, text: text.trim(), files: brought });
    if (bringing) clearBrought(ticketId);
    writeDraft(ticketId, '');
    endMode(ticketId);
    setWriting(ticketId, null);
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
    if (!noting && watch.mustAsk()) return false;
    const kept = noting ? keepNote() : keepAnswer();
    if (!kept) showToast({ text: t('composer.full') });
    return kept;
  }
  function write(next: string): void {
    setText(next);
    if (edited) return;
    rest.current?.();
    if (next.trim() !== '') {
      setWriting(ticketId, noting ? 'noting' : 'replying');
      const timer = setTimeout(() => setWriting(ticketId, null), writingForMs);
      rest.current = () => clearTimeout(timer);
    } else setWriting(ticketId, null);
    if (noting) return;
    watch.wrote(next);
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
  /** Sends a place, cards or a poll; what is written stays. */
  function sendExtra(extra: OutboxExtra): void {
    const quoted = mode?.type === 'reply' ? mode.quoted : null;
    if (!addToOutbox(ticketId, '', { quoted, extra })) return void showToast({ text: t('composer.full') });
    endMode(ticketId);
  }
  return {
    text,
    mode,
    noting,
    excess,
    sendable,
    write,
    send,
    sendExtra,
    editLast,
    rest: typing.pause,
    signature: noting || edited ? null : signature,
    files: {
      brought: noting || edited ? [] : brought,
      bring: ({ id, files }: QuickMessage) =>
        bringTo(
          ticketId,
          files.map((file) => ({ file, quickMessageId: id })),
        ),
      remove: (fileId: string) => takeFrom(ticketId, fileId),
    },
    overtaken: noting ? null : watch.asking,
  };
}
