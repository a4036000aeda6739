import { useQueryClient } from '@tanstack/react-query';
import type { Message } from '@ticketz/contract/messages';
import { type Signature, signText } from '@ticketz/contract/signatures';
import { useCallback, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { fileUrl } from '../../api/file-urls.ts';
import { useMe } from '../../api/session.ts';
import { avatarColor } from '../../lib/initials.ts';
import { waitingFile } from '../files/shown-file.ts';
import { Bubble } from './Bubble.tsx';
import type { BubbleActions, BubbleContent } from './content/bubble-content.ts';
import { GroupEventLine } from './content/GroupEventLine.tsx';
import { useMessageActions, useMessageContent } from './content/use-message-content.ts';
import { retryMessage } from './message-commands.ts';
import { forgetSent, markWaiting } from './outbox.ts';
import { findFile, useFileUrl } from './outbox-files.ts';
import type { OutboxItem } from './outbox-storage.ts';
import { type MenuPlace, showOverlay } from './overlays/overlay.ts';
import { useSignature } from './signature.ts';
import { setStar, useStarred } from './stars/star-queries.ts';
import type { TimelineRow } from './timeline.ts';
import { stopUpload, useUploadShare } from './uploads.ts';

interface GroupProps {
  contactName: string;
  startsGroup: boolean;
  endsGroup: boolean;
}

function failureOf(
  message: Message,
  t: ReturnType<typeof useTranslation<'messages'>>['t'],
): string | undefined {
  if (message.status === 'failed') return t(`failure.${message.failureReason ?? 'unknown'}`);
  return message.failedChange ? t(`failedChange.${message.failedChange}`) : undefined;
}

function StoredBubble({ message, ...group }: { message: Message } & GroupProps) {
  const { t } = useTranslation('messages');
  const me = useMe();
  const queryClient = useQueryClient();
  const content = useMessageContent(message);
  const actions = useMessageActions(message);
  const starred = useStarred(message);
  const star = useCallback(
    () => void setStar(queryClient, message, !starred),
    [message, starred, queryClient],
  );
  const retry = useCallback(() => void retryMessage(queryClient, message), [message, queryClient]);
  const openMenu = useCallback(
    (place: MenuPlace) => showOverlay({ type: 'menu', message, place }),
    [message],
  );

  const mine = message.author?.id === me?.id;
  const outbound = message.direction !== 'inbound';
  const { member } = message;
  const colleague = message.fromPhone ? t('author.phone') : (message.author?.name ?? t('author.bot'));
  return (
    <Bubble
      {...group}
      direction={message.direction}
      content={content}
      actions={actions}
      status={message.status}
      starred={starred && !message.deletedAt}
      at={message.sentAt}
      author={
        outbound
          ? mine && message.author
            ? t('author.you')
            : colleague
          : (member?.name ?? group.contactName)
      }
      authorColor={member ? avatarColor(member.id) : undefined}
      showAuthor={
        member ? group.startsGroup : outbound && group.startsGroup && !(mine && message.author !== null)
      }
      failure={failureOf(message, t)}
      onRetry={message.status === 'failed' ? retry : undefined}
      onMenu={message.deletedAt ? undefined : openMenu}
      onStar={message.deletedAt ? undefined : star}
    />
  );
}

/** As the stored message will say it. */
function writtenContent(
  { file, extra, text }: OutboxItem,
  signature: Signature | null,
): Pick<BubbleContent, 'kind' | 'text' | 'details'> {
  const signed = signText(text, signature);
  if (file) return { kind: file.voiceNote ? 'voice_note' : file.kind, text: signed, details: null };
  switch (extra?.type) {
    case 'note':
      return { kind: 'note', text, details: { mentions: extra.mentions } };
    case 'location':
      return { kind: 'location', text: '', details: { location: extra.location } };
    case 'contacts':
      return { kind: 'contact_card', text: '', details: { contacts: extra.contacts } };
    case 'poll': {
      const options = extra.poll.options.map((name) => ({ name, votes: 0, byCustomer: false }));
      const { question, severalAllowed } = extra.poll;
      return { kind: 'poll', text: question, details: { poll: { options, severalAllowed } } };
    }
    case 'members': {
      const members = extra.members.map(({ name }) => ({ digits: name, name }));
      return { kind: 'text', text, details: { members } };
    }
    default:
      return { kind: 'text', text: signed, details: null };
  }
}

function useWaitingContent(item: OutboxItem): BubbleContent {
  const { clientId, file, quoted } = item;
  const signature = useSignature();
  const kept = useFileUrl(clientId);
  const url = file?.quickMessageId && file.uploadedId ? fileUrl(file.uploadedId) : kept;
  const share = useUploadShare(clientId);
  useEffect(() => {
    // After a reload it is only in the browser's database.
    if (file && url === null) void findFile(clientId);
  }, [file, url, clientId]);
  return useMemo(
    () => ({
      ...writtenContent(item, signature),
      quoted,
      forwarded: false,
      reactions: [],
      editedAt: null,
      deletedAt: null,
      file: file && waitingFile(file.asDocument ? { ...file, kind: 'document' } : file, url, share),
    }),
    [item, file, quoted, url, share, signature],
  );
}

function OutboxBubble({ item, ...group }: { item: OutboxItem } & GroupProps) {
  const { t } = useTranslation(['messages', 'errors']);
  const { clientId, error } = item;
  const content = useWaitingContent(item);
  const actions = useMemo<BubbleActions>(() => ({ cancelUpload: () => stopUpload(clientId) }), [clientId]);
  const retry = useCallback(() => markWaiting(clientId), [clientId]);
  const discard = useCallback(() => forgetSent(clientId), [clientId]);
  return (
    <Bubble
      {...group}
      direction={item.extra?.type === 'note' ? 'internal' : 'outbound'}
      content={content}
      actions={actions}
      status={error ? 'failed' : 'queued'}
      at={item.createdAt}
      author={t('author.you')}
      showAuthor={false}
      failure={error ? t('notSent', { reason: t(`errors:${error}`) }) : undefined}
      onRetry={error && error !== 'file_lost' ? retry : undefined}
      onDiscard={error ? discard : undefined}
    />
  );
}

/** The bubble of one row of the conversation, wherever the message is at the moment. */
export function TimelineBubble({ row, contactName }: { row: TimelineRow; contactName: string }) {
  const { startsGroup, endsGroup } = row;
  const group = { startsGroup, endsGroup, contactName };
  if (row.type === 'message' && row.message.details?.groupEvent) {
    return <GroupEventLine event={row.message.details.groupEvent} at={row.message.sentAt} />;
  }
  if (row.type === 'outbox') return <OutboxBubble item={row.item} {...group} />;
  return <StoredBubble message={row.message} {...group} />;
}
