import type { Me } from '@ticketz/contract/auth';
import { lazy, Suspense } from 'react';
import { useDrafts } from '../features/drafts/use-drafts.ts';
import { useOutboxSender } from '../features/messages/use-outbox-sender.ts';
import { MentionLinks } from '../features/notifications/MentionLinks.tsx';
import { UnreadBadge } from '../features/notifications/UnreadBadge.tsx';
import { useRealtime } from '../realtime/useRealtime.ts';
import { realtimeHandlers } from './realtime-handlers.ts';
import { usePageCommands } from './use-page-commands.ts';

const ReminderWatch = lazy(async () => ({
  default: (await import('../features/notifications/ReminderWatch.tsx')).ReminderWatch,
}));

/** What goes on whichever page is open: news from the server, unsent messages, drafts, reminders, the unread count. */
export function BackgroundWork({ me }: { me: Me }) {
  useRealtime(realtimeHandlers);
  useOutboxSender(me.id);
  useDrafts(me.id);
  usePageCommands(me);
  return (
    <>
      <UnreadBadge />
      <MentionLinks />
      <Suspense>
        <ReminderWatch userId={me.id} />
      </Suspense>
    </>
  );
}
