import type { WASocket } from '@whiskeysockets/baileys';

/** The part of the WebSocket below Baileys' own that is used here. */
export interface RawSocket {
  send(data: Uint8Array, written?: () => void): void;
  terminate(): void;
}

/** The WebSocket that Baileys writes to, which it doesn't give out; null when there is none. */
export function rawSocket({ ws }: WASocket): RawSocket | null {
  const raw: unknown = Reflect.get(ws, 'socket');
  return isRawSocket(raw) ? raw : null;
}

function isRawSocket(value: unknown): value is RawSocket {
  if (typeof value !== 'object' || value === null || !('send' in value) || !('terminate' in value))
    return false;
  return typeof value.send === 'function' && typeof value.terminate === 'function';
}
