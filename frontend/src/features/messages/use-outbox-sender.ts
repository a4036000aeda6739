import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { closeOutbox, openOutbox } from './outbox.ts';
import { startOutboxSender } from './outbox-sender.ts';

/** Sends what this person writes, on every page, as long as they are logged in. */
export function useOutboxSender(userId: string): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    openOutbox(userId);
    const stop = startOutboxSender(queryClient);
    return () => {
      stop();
      closeOutbox();
    };
  }, [userId, queryClient]);
}
