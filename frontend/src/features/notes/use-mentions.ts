import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { markMentionsSeen, mentionsQuery } from './note-queries.ts';

/** True while a note of the ticket names this person and they haven't seen it. */
export function useMentioned(ticketId: string): boolean {
  const { data } = useQuery({
    ...mentionsQuery,
    select: (mentions) => mentions.some((mention) => mention.ticketId === ticketId),
  });
  return data ?? false;
}

/** What names this person here is seen while they look at it. */
export function useMentionsSeen(ticketId: string, looking: boolean): void {
  const queryClient = useQueryClient();
  const mentioned = useMentioned(ticketId);
  useEffect(() => {
    if (mentioned && looking) void markMentionsSeen(queryClient, ticketId);
  }, [mentioned, looking, queryClient, ticketId]);
}
