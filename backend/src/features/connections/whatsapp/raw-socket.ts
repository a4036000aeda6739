import type { WASocket } from '@whiskeysockets/baileys';

/** The part of the WebSocket below Baileys' own that is used here. */
export interface RawSocket {
  send(data: Uint8Array, written?: () => void): void;
  terminate(): void;
  /** Reads no more until `resume`; what was sent waits on the other side. */
  pause(): void;
  resume(): void;
}

/** The WebSocket that Baileys writes to, which it doesn't give out; null when there is none. */
export function rawSocket({ ws }: WASocket): RawSocket | null {
  const raw: unknown = Reflect.get(ws, 'socket');
  return isRawSocket(raw) ? raw : null;
}

const used = ['send', 'terminate', 'pause', 'resume'];

function isRawSocket(value: unknown): value is RawSocket {
  if (typeof value !== 'object' || value === null) return false;
  return used.every((method) => typeof Reflect.get(value, method) === 'function');
}
