import type { Message } from '@ticketz/contract/messages';

/** Where the unread part of a conversation begins, and how many messages of the customer's it has. */
export interface UnreadMarker {
  firstId: string;
  count: number;
}

/** The last `count` messages of the customer's. Of more than are loaded, as many as there are. */
export function unreadMarkerFor(messages: readonly Message[], count: number): UnreadMarker | null {
  if (count <= 0) return null;
  const inbound = messages.filter((message) => message.direction === 'inbound').slice(-count);
  const first = inbound[0];
  return first ? { firstId: first.id, count } : null;
}

/** The marker after more has come while nobody looked. `fresh`: what the old one marked has been seen since. */
export function extendMarker(
  marker: UnreadMarker | null,
  arrived: readonly Message[],
  fresh: boolean,
): UnreadMarker | null {
  const first = arrived[0];
  if (!first) return marker;
  if (!marker || fresh) return { firstId: first.id, count: arrived.length };
  return { ...marker, count: marker.count + arrived.length };
}
