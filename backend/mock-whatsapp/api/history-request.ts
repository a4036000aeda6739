import type { proto } from '@whiskeysockets/baileys';
import type { Device } from '../data/account.ts';
import { sendHistory } from '../server/bootstrap.ts';
import type { Network } from '../server/network.ts';
import { olderThan, type PastChat } from './history.ts';

const DEFAULT_COUNT = 50;

/** What a client asks its phone for: what came before the oldest message it has. */
export type HistoryRequest = proto.Message.PeerDataOperationRequestMessage.IHistorySyncOnDemandRequest;

/** The request in what a client has sent to its phone, if it is one. */
export function historyRequestIn(content: proto.IMessage): HistoryRequest | undefined {
  const { protocolMessage } = content.deviceSentMessage?.message ?? content;
  return protocolMessage?.peerDataOperationRequestMessage?.historySyncOnDemandRequest ?? undefined;
}

/** Answers it; a chat the phone doesn't have is no answer at all. `id`: of the request. */
export async function answerHistoryRequest(
  network: Network,
  device: Device | undefined,
  chats: PastChat[],
  { chatJid, oldestMsgId, onDemandMsgCount }: HistoryRequest,
  id: string,
): Promise<void> {
  const peer = network.groups.get(chatJid ?? '') ?? network.account(chatJid ?? undefined);
  const chat = chats.find((one) => ('customer' in one ? one.customer.account : one.group) === peer);
  if (!device || !chat) return;
  await sendHistory(
    network,
    device,
    olderThan(chat, oldestMsgId ?? '', onDemandMsgCount ?? DEFAULT_COUNT),
    id,
  );
}
