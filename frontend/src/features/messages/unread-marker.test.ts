import { expect, it } from 'vitest';
import { uuidv7 } from '../../lib/uuid.ts';
import { makeMessage } from '../../test/fixtures.ts';
import { extendMarker, unreadMarkerFor } from './unread-marker.ts';

const ticketId = uuidv7();
const inbound = () => makeMessage(ticketId);
const ours = () => makeMessage(ticketId, { direction: 'outbound' });

it('stands above the last so many messages of the customer', () => {
  const messages = [inbound(), inbound(), ours(), inbound()];
  expect(unreadMarkerFor(messages, 2)).toEqual({ firstId: messages[1]?.id, count: 2 });
  expect(unreadMarkerFor(messages, 0)).toBeNull();
});

it('grows while nobody looks, and starts anew once it has been seen', () => {
  const [a, b] = [inbound(), inbound()];
  const marker = extendMarker(null, [a], false);
  expect(extendMarker(marker, [b], false)).toEqual({ firstId: a.id, count: 2 });
  expect(extendMarker(marker, [b], true)).toEqual({ firstId: b.id, count: 1 });
});
