import { proto, type WAMessage } from '@whiskeysockets/baileys';
import type { AccountIds } from './journal-entry.ts';
import { sameIdentity } from './whatsapp-address.ts';

const { HistorySyncType } = proto.HistorySync;
/** The parts that hold messages. The others only name people. */
const withMessages = new Set<unknown>([
  HistorySyncType.INITIAL_BOOTSTRAP,
  HistorySyncType.RECENT,
  HistorySyncType.FULL,
]);

/** The history that our own phone offers with this message; null when it is anything else, also when others claim to. */
export function readHistoryOffer(
  { key, category, message }: WAMessage,
  account: AccountIds,
): proto.Message.IHistorySyncNotification | null {
  const offer = message?.protocolMessage?.historySyncNotification;
  if (!offer || category !== 'peer' || key.fromMe !== true || !key.id) return null;
  const own = sameIdentity(key.remoteJid, account.id) || sameIdentity(key.remoteJid, account.lid);
  return own && withMessages.has(offer.syncType) ? offer : null;
}
