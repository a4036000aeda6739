import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Account, Device } from '../data/account.ts';
import type { Connection } from './connection.ts';
import type { Network } from './network.ts';
import { child, childrenOf, el, seconds } from './nodes.ts';

type State = 'composing' | 'recording' | 'paused';

/** A client says that it is there, or asks whether somebody else is. */
export function acceptPresence(
  network: Network,
  connection: Connection,
  _device: Device,
  node: BinaryNode,
): void {
  if (node.attrs.type !== 'subscribe' || !node.attrs.to) return;
  const account = network.account(node.attrs.to);
  if (!account) return;
  // Who hides when they were last there isn't told of at all.
  if (account.privacy.get('last') === 'none') return;
  connection.subscriptions.set(account.number, node.attrs.to);
  connection.send(presence(node.attrs.to, network.residents.get(account)?.online ?? false));
}

/** A client writes, or has stopped: shows it to the person it writes to. */
export function acceptChatState(network: Network, device: Device, node: BinaryNode): void {
  const account = network.account(node.attrs.to);
  if (account) network.residents.get(account)?.chatState(device.account, stateOf(node));
}

/** A person comes or goes: tells those clients that have asked. */
export function announcePresence(network: Network, account: Account, online: boolean): void {
  for (const connection of network.allConnections()) {
    const jid = connection.subscriptions.get(account.number);
    if (jid) connection.send(presence(jid, online));
  }
}

/** A person writes: shows it to those clients of the other that have asked for this person's presence. */
export function sendChatState(network: Network, from: Account, to: Account, state: State): void {
  for (const device of to.devices.values()) {
    const connection = network.connection(device);
    const jid = connection?.subscriptions.get(from.number);
    if (!connection || !jid) continue;
    const attrs = state === 'recording' ? { media: 'audio' } : {};
    const tag = state === 'paused' ? 'paused' : 'composing';
    connection.send(el('chatstate', { from: jid }, [el(tag, attrs)]));
  }
}

function stateOf(node: BinaryNode): State {
  if (child(node, 'composing')) {
    return childrenOf(node)[0]?.attrs.media === 'audio' ? 'recording' : 'composing';
  }
  return 'paused';
}

function presence(from: string, online: boolean): BinaryNode {
  return online ? el('presence', { from }) : el('presence', { from, type: 'unavailable', last: seconds() });
}
