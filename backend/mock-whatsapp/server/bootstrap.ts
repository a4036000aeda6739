import { deflateSync } from 'node:zlib';
import { generateMessageIDV2, proto } from '@whiskeysockets/baileys';
import type { Device } from '../data/account.ts';
import type { Network } from './network.ts';
import { sendSealed } from './sealing.ts';

const { Type } = proto.Message.ProtocolMessage;

/** What a phone sends to a client it has just linked: the key of the app state, and the latest chats. */
export async function bootstrap(network: Network, device: Device): Promise<void> {
  if (device.bootstrapped) return;
  device.bootstrapped = true;
  await sendPeer(network, device, {
    type: Type.APP_STATE_SYNC_KEY_SHARE,
    appStateSyncKeyShare: keyShare(device),
  });
  await sendPeer(network, device, {
    type: Type.HISTORY_SYNC_NOTIFICATION,
    historySyncNotification: {
      syncType: proto.HistorySync.HistorySyncType.INITIAL_BOOTSTRAP,
      progress: 100,
      chunkOrder: 1,
      initialHistBootstrapInlinePayload: deflateSync(history(network, device)),
    },
  });
}

function keyShare(device: Device): proto.Message.IAppStateSyncKeyShare {
  const { id, data } = device.account.appStateKey;
  const fingerprint = { rawId: 1, currentIndex: 1, deviceIndexes: [0, device.id] };
  return { keys: [{ keyId: { keyId: id }, keyData: { keyData: data, timestamp: Date.now(), fingerprint } }] };
}

function history(network: Network, device: Device): Uint8Array {
  const resident = network.residents.get(device.account);
  const chats = resident?.history?.() ?? {};
  return proto.HistorySync.encode({
    syncType: proto.HistorySync.HistorySyncType.INITIAL_BOOTSTRAP,
    progress: 100,
    chunkOrder: 1,
    ...chats,
  }).finish();
}

async function sendPeer(
  network: Network,
  device: Device,
  protocolMessage: proto.Message.IProtocolMessage,
): Promise<void> {
  const { account } = device;
  const attrs = {
    id: generateMessageIDV2(),
    from: account.jid,
    category: 'peer',
    type: 'text',
    notify: account.name,
  };
  await sendSealed(network, device, { from: account, message: { protocolMessage }, attrs });
}
