import { deflateSync } from 'node:zlib';
import { generateMessageIDV2, proto } from '@whiskeysockets/baileys';
import type { Device } from '../data/account.ts';
import { encryptMedia } from '../data/media-crypto.ts';
import type { HistoryPart, Network } from './network.ts';
import { sendSealed } from './sealing.ts';

const { Type } = proto.Message.ProtocolMessage;
const { HistorySyncType } = proto.HistorySync;

/** What a phone sends to a client it has just linked: the key of the app state, and its chats, part by part. */
export async function bootstrap(network: Network, device: Device): Promise<void> {
  if (device.bootstrapped) return;
  device.bootstrapped = true;
  const resident = network.residents.get(device.account);
  if (resident?.sharesKeys !== false) {
    await sendPeer(network, device, {
      type: Type.APP_STATE_SYNC_KEY_SHARE,
      appStateSyncKeyShare: keyShare(device),
    });
  }
  const parts = resident?.history?.() ?? [emptyPart()];
  for (const part of parts) await sendHistory(network, device, part);
}

/** Sends a part of the history, at log-in or when a client has asked for older messages (`sessionId`). */
export function sendHistory(
  network: Network,
  device: Device,
  { history, external }: HistoryPart,
  sessionId?: string,
): Promise<void> {
  const { syncType, progress, chunkOrder } = history;
  const packed = deflateSync(proto.HistorySync.encode(history).finish());
  const place = external ? upload(network, packed) : { initialHistBootstrapInlinePayload: packed };
  return sendPeer(network, device, {
    type: Type.HISTORY_SYNC_NOTIFICATION,
    historySyncNotification: {
      syncType,
      progress,
      chunkOrder,
      peerDataRequestSessionId: sessionId,
      ...place,
    },
  });
}

/** Sends something to a client of one's own, about the account itself. */
export async function sendPeer(
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

function keyShare(device: Device): proto.Message.IAppStateSyncKeyShare {
  const { id, data } = device.account.appStateKey;
  const fingerprint = { rawId: 1, currentIndex: 1, deviceIndexes: [0, device.id] };
  return { keys: [{ keyId: { keyId: id }, keyData: { keyData: data, timestamp: Date.now(), fingerprint } }] };
}

function upload(network: Network, packed: Buffer): proto.Message.IHistorySyncNotification {
  const { blob, ...secret } = encryptMedia(packed, 'history');
  const directPath = network.media.blobs.put('md-app-state', blob);
  return { ...secret, directPath, fileLength: packed.length };
}

function emptyPart(): HistoryPart {
  const history = { syncType: HistorySyncType.INITIAL_BOOTSTRAP, progress: 100, chunkOrder: 1 };
  return { history, external: false };
}
