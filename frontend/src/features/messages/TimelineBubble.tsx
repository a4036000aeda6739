import { useQueryClient } from '@tanstack/react-query';
import { type Message, messageEndpoints } from '@ticketz/contract/messages';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { callApi } from '../../api/call-api.ts';
import { useMe } from '../../api/session.ts';
import { errorText } from '../../ui/error-text.ts';
import { showToast } from '../../ui/toast.ts';
import { Bubble } from './Bubble.tsx';
import { applyMessage } from './message-queries.ts';
import { forgetSent, markWaiting } from './outbox.ts';
import type { OutboxItem } from './outbox-storage.ts';
import type { TimelineRow } from './timeline.ts';

interface GroupProps {
  startsGroup: boolean;
  endsGroup: boolean;
}

function StoredBubble({
  message,
  contactName,
  ...group
}: { message: Message; contactName: string } & GroupProps) {
  const { t } = useTranslation('messages');
  const me = useMe();
  const queryClient = useQueryClient();
  const { ticketId, id } = message;
  const retry = useCallback(() => {
    callApi(messageEndpoints.retryMessage, { params: { ticketId, messageId: id } }).then(
      (next) => applyMessage(queryClient, next),
      (error: unknown) => showToast({ text: errorText(error) }),
    );
  }, [ticketId, id, queryClient]);

  const mine = message.author?.id === me?.id;
  const outbound = message.direction === 'outbound';
  const colleague = message.fromPhone ? t('author.phone') : (message.author?.name ?? t('author.us'));
  const failed = message.status === 'failed';
  return (
    <Bubble
      {...group}
      direction={message.direction}
      kind={message.kind}
      text={message.text}
      status={message.status}
      at={message.sentAt}
      author={outbound ? (mine && message.author ? t('author.you') : colleague) : contactName}
      showAuthor={outbound && group.startsGroup && !(mine && message.author !== null)}
      failure={failed ? t(`failure.${message.failureReason ?? 'unknown'}`) : undefined}
      onRetry={failed ? retry : undefined}
    />
  );
}

function OutboxBubble({ item, ...group }: { item: OutboxItem } & GroupProps) {
  const { t } = useTranslation(['messages', 'errors']);
  const { clientId, error } = item;
  const retry = useCallback(() => markWaiting(clientId), [clientId]);
  const discard = useCallback(() => forgetSent(clientId), [clientId]);
  return (
    <Bubble
      {...group}
      direction="outbound"
      kind="text"
      text={item.text}
      status={error ? 'failed' : 'queued'}
      at={item.createdAt}
      author={t('author.you')}
      showAuthor={false}
      failure={error ? t('notSent', { reason: t(`errors:${error}`) }) : undefined}
      onRetry={error ? retry : undefined}
      onDiscard={error ? discard : undefined}
    />
  );
}

/** The bubble of one row of the conversation, wherever the message is at the moment. */
export function TimelineBubble({ row, contactName }: { row: TimelineRow; contactName: string }) {
  const { startsGroup, endsGroup } = row;
  if (row.type === 'outbox')
    return <OutboxBubble item={row.item} startsGroup={startsGroup} endsGroup={endsGroup} />;
  return (
    <StoredBubble
      message={row.message}
      contactName={contactName}
      startsGroup={startsGroup}
      endsGroup={endsGroup}
    />
  );
}
