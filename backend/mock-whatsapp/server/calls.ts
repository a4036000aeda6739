import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Device } from '../data/account.ts';
import type { Connection } from './connection.ts';
import type { Network } from './network.ts';
import { childrenOf, el, seconds } from './nodes.ts';

/** A client answers a call: rejects it, mostly, as it can't talk. The server confirms, and the caller hears of it. */
export function acceptCall(network: Network, connection: Connection, device: Device, node: BinaryNode): void {
  const { id, to } = node.attrs;
  const [what] = childrenOf(node);
  connection.send(el('ack', { class: 'call', id, from: to, type: what?.tag, t: seconds() }));
  const caller = network.account(to);
  const callId = what?.attrs['call-id'];
  if (!caller || !what || !callId) return;
  network.residents.get(caller)?.callAnswered?.(device.account, callId, what.tag);
}
