import type { BinaryNode } from '@whiskeysockets/baileys';
import { bootstrap } from './bootstrap.ts';
import { acceptCall } from './calls.ts';
import { deliverPending } from './delivery.ts';
import { acceptMessage } from './messages.ts';
import { child, IqError, iqError, iqResult } from './nodes.ts';
import { acceptChatState, acceptPresence } from './presence.ts';
import { answerAppState } from './queries/app-state.ts';
import { answerGroups } from './queries/groups.ts';
import { answerKeys } from './queries/keys.ts';
import { answerLinking } from './queries/linking.ts';
import { answerBusiness, answerMedia, answerMex } from './queries/others.ts';
import { answerPicture } from './queries/profile.ts';
import { answerBlocklist, answerPrivacy, answerProps } from './queries/settings.ts';
import type { Context, QueryHandler } from './queries/types.ts';
import { answerUsync } from './queries/usync.ts';
import { acceptReceipt } from './receipts.ts';

const nothing: QueryHandler = () => [];

const queries: Record<string, QueryHandler> = {
  'w:p': nothing,
  passive: nothing,
  encrypt: answerKeys,
  usync: answerUsync,
  md: answerLinking,
  abt: answerProps,
  blocklist: answerBlocklist,
  privacy: answerPrivacy,
  'w:profile:picture': answerPicture,
  status: nothing,
  disappearing_mode: nothing,
  'w:biz': answerBusiness,
  'w:m': answerMedia,
  'w:mex': answerMex,
  'w:g2': answerGroups,
  'w:sync:app:state': answerAppState,
  'w:stats': nothing,
  'urn:xmpp:whatsapp:dirty': nothing,
};

/** Handles one stanza from a client. */
export async function route(context: Context, node: BinaryNode): Promise<void> {
  if (node.tag === 'iq') return routeQuery(context, node);
  const { connection, network } = context;
  const { device } = connection;
  if (!device) return;
  switch (node.tag) {
    case 'message':
      return acceptMessage(network, connection, device, node);
    case 'receipt':
      return acceptReceipt(network, connection, device, node);
    case 'ack':
      device.queue.confirm(node.attrs.class ?? '', node.attrs.id, node.attrs.type);
      network.hooks.changed();
      return;
    case 'call':
      return acceptCall(network, connection, device, node);
    case 'presence':
      return acceptPresence(network, connection, device, node);
    case 'chatstate':
      return acceptChatState(network, device, node);
    default:
      network.logger.debug({ node }, 'a stanza that needs no answer');
  }
}

async function routeQuery(context: Context, node: BinaryNode): Promise<void> {
  const { connection, desk, network } = context;
  if (node.attrs.type === 'result') {
    if (child(node, 'pair-device-sign')) desk.confirmed(connection);
    return;
  }
  connection.send(answer(context, node));
  if (!child(node, 'active') || !connection.device) return;
  deliverPending(network, connection, connection.device);
  await bootstrap(network, connection.device);
}

function answer(context: Context, query: BinaryNode): BinaryNode {
  try {
    const handler = queries[query.attrs.xmlns ?? ''];
    if (!handler) throw new IqError(501, 'feature-not-implemented');
    return iqResult(query, handler(context, query));
  } catch (err) {
    if (err instanceof IqError) return iqError(query, err);
    context.network.logger.error({ err, query }, 'a query could not be answered');
    return iqError(query, new IqError(500, 'internal-server-error'));
  }
}
