import type { Message } from '@ticketz/contract/messages';
import { useEffect, useRef, useState } from 'react';
import { extendMarker, type UnreadMarker, unreadMarkerFor } from './unread-marker.ts';

/**
 * The "unread" separator of an open conversation: what was unread when it was opened, or came while nobody looked.
 * It stays where it is until one leaves, or until more comes while one is away.
 */
export function useUnreadMarker(
  messages: readonly Message[],
  unreadCount: number,
  looking: boolean,
): UnreadMarker | null {
  const [marker, setMarker] = useState(() => unreadMarkerFor(messages, unreadCount));
  const newest = messages.at(-1);
  const lastSeen = useRef(newest);
  const seenSinceMarked = useRef(false);

  useEffect(() => {
    if (looking) seenSinceMarked.current = true;
  }, [looking]);

  useEffect(() => {
    const before = lastSeen.current;
    lastSeen.current = newest;
    if (looking || newest === before) return;
    const from = before ? messages.findIndex((message) => message.id === before.id) + 1 : 0;
    const arrived = messages.slice(from).filter((message) => message.direction === 'inbound');
    if (arrived.length === 0) return;
    const fresh = seenSinceMarked.current;
    seenSinceMarked.current = false;
    setMarker((known) => extendMarker(known, arrived, fresh));
  }, [messages, newest, looking]);

  return marker;
}
