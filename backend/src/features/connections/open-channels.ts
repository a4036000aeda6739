import type { OpenChannel } from './channel.ts';

const open = new Map<string, OpenChannel>();

/** The connection's channel, if this process holds it and it can send now. */
export function getOpenChannel(connectionId: string): OpenChannel | undefined {
  return open.get(connectionId);
}

export function addOpenChannel(channel: OpenChannel): void {
  open.set(channel.connectionId, channel);
}

/** Takes a channel out again, unless a newer one of the same connection has taken its place. */
export function removeOpenChannel(channel: OpenChannel): void {
  if (open.get(channel.connectionId) === channel) open.delete(channel.connectionId);
}

/** The connections that this process holds open. */
export function openChannels(): OpenChannel[] {
  return [...open.values()];
}
