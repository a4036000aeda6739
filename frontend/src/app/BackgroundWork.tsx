import { useDrafts } from '../features/drafts/use-drafts.ts';
import { useOutboxSender } from '../features/messages/use-outbox-sender.ts';
import { MentionLinks } from '../features/notifications/MentionLinks.tsx';
import { UnreadBadge } from '../features/notifications/UnreadBadge.tsx';
import { useRealtime } from '../realtime/useRealtime.ts';
import { realtimeHandlers } from './realtime-handlers.ts';

/** What goes on whichever page is open: news from the server, unsent messages, drafts, the unread count. */
export function BackgroundWork({ userId }: { userId: string }) {
  useRealtime(realtimeHandlers);
  useOutboxSender(userId);
  useDrafts(userId);
  return (
    <>
      <UnreadBadge />
      <MentionLinks />
    </>
  );
}
