import type { Agent } from 'node:https';
import {
  type AuthenticationCreds,
  Browsers,
  DEFAULT_CONNECTION_CONFIG,
  makeWASocket,
  proto,
  type SignalKeyStore,
  type SocketConfig,
  type UserFacingSocketConfig,
  type WABrowserDescription,
  type WAMessageKey,
  type WASocket,
} from '@whiskeysockets/baileys';
import type { Logger } from '../../../core/logger.ts';
import { baileysLogger } from './baileys-logger.ts';
import { withSharedStorage } from './shared-async-storage.ts';
import { isIgnoredAddress } from './whatsapp-address.ts';

export interface OpenSocketOptions {
  creds: AuthenticationCreds;
  keys: SignalKeyStore;
  makeSignalRepository: SocketConfig['makeSignalRepository'];
  /** A message of ours that a phone asks for again. It must be the same again. */
  sentMessage(key: WAMessageKey): Promise<proto.IMessage | undefined>;
  /** Who is in a group that is written to. */
  groupRecipients: SocketConfig['cachedGroupMetadata'];
  webUrl: string | undefined;
  /** Trusts the media host, where it isn't WhatsApp's own. */
  mediaAgent: Agent | undefined;
  /** Messages of groups are wanted. */
  takesGroups(): boolean;
  /** An account is to be linked by a pairing code. */
  pairingByCode: boolean;
  logger: Logger;
}

/** What the phone's list of linked devices calls this one. */
const deviceName: WABrowserDescription = ['Ticketz', 'Chrome', '1.0'];
/** WhatsApp refuses pairing codes to devices with a name of their own, without telling (Baileys' issue 2560). */
const deviceNameForCodes = Browsers.macOS('Chrome');

const { HistorySyncType } = proto.HistorySync;
/** Of the history only what names people: texts from before the linking aren't taken. */
const wantedHistory = new Set<unknown>([
  HistorySyncType.INITIAL_BOOTSTRAP,
  HistorySyncType.PUSH_NAME,
  HistorySyncType.NON_BLOCKING_DATA,
]);

/** Opens one Baileys socket. It asks nobody but WhatsApp itself, the protocol's version is the library's own. */
export function openSocket(options: OpenSocketOptions): WASocket {
  const config: UserFacingSocketConfig = {
    waWebSocketUrl: options.webUrl ?? DEFAULT_CONNECTION_CONFIG.waWebSocketUrl,
    browser: options.pairingByCode ? deviceNameForCodes : deviceName,
    logger: baileysLogger(options.logger),
    fetchAgent: options.mediaAgent,
    auth: { creds: options.creds, keys: options.keys },
    makeSignalRepository: options.makeSignalRepository,
    connectTimeoutMs: 20_000,
    defaultQueryTimeoutMs: 20_000,
    // Pings are LiveSocket's: Baileys ends a connection that isn't read for a while because too much has come.
    keepAliveIntervalMs: 10 * 60_000,
    syncFullHistory: false,
    shouldSyncHistoryMessage: ({ syncType }) => wantedHistory.has(syncType),
    markOnlineOnConnect: false,
    emitOwnEvents: false,
    // It is waited under the lock of all messages.
    retryRequestDelayMs: 50,
    generateHighQualityLinkPreview: false,
    shouldIgnoreJid: (jid) => isIgnoredAddress(jid, { groups: options.takesGroups() }),
    // Baileys counts each time twice when it sends again, and each phone asks by itself.
    maxMsgRetryCount: 10,
    // A key write isn't tried again under Baileys' locks: the socket is shut, and WhatsApp delivers again.
    transactionOpts: { maxCommitRetries: 1, delayBetweenTriesMs: 0 },
    cachedGroupMetadata: (jid) => options.groupRecipients(jid),
    getMessage: (key) => options.sentMessage(key),
  };
  return withSharedStorage(() => makeWASocket(config));
}
