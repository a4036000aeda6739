import {
  type BaileysEventMap,
  type BinaryNode,
  type GroupMetadata,
  proto,
  type WACallEvent,
  type WAMessageKey,
} from '@whiskeysockets/baileys';
import { now } from '../../../core/clock.ts';
import { giveWay } from '../../../core/company-turns.ts';
import type { Logger } from '../../../core/logger.ts';
import { messagesRefused, messagesTransferred } from '../../../core/metrics.ts';
import type { Vault } from '../../../core/secrets.ts';
import {
  type ChannelChange,
  type ChannelListener,
  type ChannelNews,
  type ChannelPerson,
  type ChannelReader,
  isChange,
  isGroupNews,
  type OpenChannel,
  type Unsealed,
} from '../channel.ts';
import { addOpenChannel, removeOpenChannel } from '../open-channels.ts';
import { accountChannel } from './account-channel.ts';
import { BoundedCache } from './bounded-cache.ts';
import { checkNumber } from './check-number.ts';
import { type ComposeContext, composeMessage } from './compose-message.ts';
import { noteTraffic } from './connection-row.ts';
import { sealHistory } from './fetch-history.ts';
import { GroupDirectory } from './group-directory.ts';
import { readHistoryOffer } from './history-offer.ts';
import { Inbox } from './inbox.ts';
import type { Journal } from './journal.ts';
import { type AccountIds, hashCiphertext, type JournalEntry } from './journal-entry.ts';
import type { JournalingOptions } from './journaling-repository.ts';
import type { KeyStore } from './key-store.ts';
import type { LiveSocket, LiveSocketEvents } from './live-socket.ts';
import { mediaChannel } from './media-channel.ts';
import type { MediaHost } from './media-host.ts';
import { openSource } from './media-source.ts';
import type { Behaviour, OwnedConnection } from './owned-connection.ts';
import { parseReceipt } from './parse-receipt.ts';
import { parseWhatsappMessage } from './parse-whatsapp-message.ts';
import { readPresence } from './presence.ts';
import { readGroupNotice } from './read-group-notice.ts';
import { readSealed } from './read-sealed.ts';
import { readVote } from './read-vote.ts';
import type { Received } from './rebuild-message.ts';
import { chatAddressOf, memberAddress, personOf } from './whatsapp-address.ts';

const noteEveryMs = 15_000;
const receiptAttempts = 3;
const rememberedReceipts = 100;

export interface TrafficOptions {
  owned: OwnedConnection;
  vault: Vault;
  mediaHost: MediaHost;
  keyStore: KeyStore;
  journal: Journal;
  listener: ChannelListener;
  logger: Logger;
  account(): AccountIds;
  behaviour?: Behaviour;
}

const { StubType } = proto.WebMessageInfo;
const missedCalls = new Set<unknown>([StubType.CALL_MISSED_VOICE, StubType.CALL_MISSED_VIDEO]);

const inboxes = new Set<Inbox>();

/** How many messages wait in this process's memory to be stored. */
export function waitingInInboxes(): number {
  return [...inboxes].reduce((sum, { length }) => sum + length, 0);
}

/** What goes over a connection, whichever socket it has at the time: messages, receipts, typing. */
export class SessionTraffic implements ChannelReader {
  readonly #options: TrafficOptions;
  readonly #inbox: Inbox;
  readonly #groups: GroupDirectory;
  readonly #failedReceipts = new BoundedCache<number>(rememberedReceipts);
  #behaviour: Behaviour;
  #live: LiveSocket | null = null;
  #channel: OpenChannel | null = null;
  #inboundAt: Date | null = null;
  #outboundAt: Date | null = null;
  #noteTimer: NodeJS.Timeout | undefined;
  #linking: Promise<void> = Promise.resolve();

  constructor(options: TrafficOptions) {
    this.#options = options;
    this.#behaviour = options.behaviour ?? { takesGroups: false, rejectsCalls: false };
    this.#groups = new GroupDirectory(options);
    this.#inbox = new Inbox({
      journal: options.journal,
      handle: (messages) => this.#handle(messages),
      giveWay: (behind) => giveWay(options.owned.companyId, behind),
      logger: options.logger,
    });
    options.keyStore.onJournaled((entry) => this.#inbox.add(entry));
    options.keyStore.onUnsure(() => this.#inbox.readAgain());
  }

  /** What the Signal repository needs to journal. */
  get journaling(): Omit<JournalingOptions, 'stanzaOf' | 'failed'> {
    return {
      journal: this.#options.journal,
      account: () => this.#options.account(),
      waitingEntry: (hash) => this.#options.keyStore.waitingEntry(hash),
      foundOpen: (entry) => this.#inbox.addFound(entry),
    };
  }

  get events(): Pick<
    LiveSocketEvents,
    'message' | 'receipt' | 'upsert' | 'presence' | 'identitiesLinked' | 'groupNotice' | 'call'
  > {
    return {
      message: (node) => this.#withoutContent(node),
      receipt: (node) => this.#receipt(node),
      upsert: (event) => this.#upsert(event),
      presence: (event) => void this.#presence(event),
      identitiesLinked: (event) => this.#identitiesLinked(event),
      groupNotice: (node) => this.#groupNotice(node),
      call: (event) => void this.#call(event),
    };
  }

  get takesGroups(): boolean {
    return this.#behaviour.takesGroups;
  }

  /** Takes effect at once. */
  behave(behaviour: Behaviour): void {
    const begins = behaviour.takesGroups && !this.#behaviour.takesGroups;
    this.#behaviour = behaviour;
    if (begins && this.#live) void this.#groups.learnAll(this.#live);
  }

  /** What composing a message needs to know. */
  composing(): ComposeContext {
    const { vault } = this.#options;
    return {
      account: this.#options.account(),
      openSource: (sealed) => openSource(vault, sealed),
      openSecret: (sealed) => vault.open(sealed),
    };
  }

  start(): void {
    this.#inbox.start();
    inboxes.add(this.#inbox);
    this.#noteTimer = setInterval(() => void this.#note(), noteEveryMs);
  }

  /** Finishes what is at hand. */
  async stop(): Promise<void> {
    clearInterval(this.#noteTimer);
    await this.#inbox.stop();
    inboxes.delete(this.#inbox);
    await this.#linking;
    await this.#note();
  }

  /** Messages can be sent over this socket from now on. */
  open(live: LiveSocket): void {
    const { companyId, connectionId } = this.#options.owned;
    this.#live = live;
    this.#channel = {
      companyId,
      connectionId,
      send: async (message) => {
        await giveWay(companyId);
        const at = await this.#send(live, message);
        messagesTransferred.inc({ kind: 'sent' });
        this.#outboundAt = now();
        return at;
      },
      ...mediaChannel(live, this.#options),
      ...accountChannel(live, this.#options),
      checkNumber: (phones) => checkNumber(live.socket, phones),
      sendTyping: async (address, state) => {
        await live.presence.follow(address);
        await live.presence.show(address, state);
      },
      markRead: (address, messages) =>
        live.socket.readMessages(
          messages.map(({ id, author }) => {
            const participant = author ? memberAddress(author) : undefined;
            return { remoteJid: address, id, fromMe: false, ...(participant ? { participant } : {}) };
          }),
        ),
    };
    addOpenChannel(this.#channel);
    this.#groups.forgetRecipients();
    this.#options.listener.opened(companyId, connectionId);
    if (this.takesGroups) void this.#groups.learnAll(live);
  }

  /** What WhatsApp refuses may have been for somebody who isn't in the group any more. */
  async #send(live: LiveSocket, message: Parameters<OpenChannel['send']>[0]): Promise<Date> {
    try {
      return await live.sender.send(message);
    } catch (error) {
      this.#groups.forget(message.address);
      throw error;
    }
  }

  /** Who is in a group that is written to. Undefined where it can't be told: then Baileys asks. */
  async groupRecipients(jid: string): Promise<GroupMetadata | undefined> {
    return this.#live ? this.#groups.recipients(this.#live, jid) : undefined;
  }

  /** What we sent before, as it was. Undefined when it isn't ours. */
  async sentMessage({ id, remoteJid }: WAMessageKey): Promise<proto.IMessage | undefined> {
    const { companyId, connectionId } = this.#options.owned;
    const address = chatAddressOf(remoteJid);
    if (!id || !address) return undefined;
    const content = await this.#options.listener.sentContent(companyId, connectionId, id);
    return content ? composeMessage(content, address, this.composing()).message : undefined;
  }

  close(live: LiveSocket): void {
    if (this.#live !== live) return;
    if (this.#channel) removeOpenChannel(this.#channel);
    this.#channel = null;
    this.#live = null;
  }

  async #handle(received: Received[]): Promise<void> {
    const news: ChannelNews[] = [];
    for (const one of received) {
      if (await this.#takeHistory(one)) continue;
      const parsed = this.#parse(one);
      if (parsed) news.push({ ...parsed, ...(await this.#completed(parsed)) });
    }
    if (news.length === 0) return;
    await this.#options.listener.messagesReceived(news, this);
    for (const one of news) {
      if (isGroupNews(one)) continue;
      if (one.person.group && this.#live) void this.#groups.learn(this.#live, one.person.group);
      if (one.direction === 'outbound') this.#outboundAt = now();
      else {
        this.#inboundAt = now();
        if (!isChange(one)) void this.#live?.presence.follow(one.address);
      }
    }
  }

  /** True when it was the phone's offer of past conversations. */
  async #takeHistory(received: Received): Promise<boolean> {
    const { owned, vault, listener } = this.#options;
    const offer = readHistoryOffer(received, this.#options.account());
    if (!offer) return false;
    await listener.historyOffered({
      companyId: owned.companyId,
      connectionId: owned.connectionId,
      id: received.key.id ?? '',
      percent: Math.min(100, Math.max(0, offer.progress ?? 100)),
      source: sealHistory(vault, offer),
    });
    return true;
  }

  readVote(change: ChannelChange, secret: Buffer, options: string[]): string[] | null {
    return readVote(change, this.#options.vault.open(secret), options, this.#options.account());
  }

  readSealed(change: ChannelChange, secret: Buffer): Unsealed | null {
    return readSealed(change, this.#options.vault.open(secret), this.#options.account());
  }

  #parse(received: Received): ChannelNews | null {
    const { owned, vault, logger } = this.#options;
    const parsed = parseWhatsappMessage(received, {
      ...owned,
      vault,
      account: this.#options.account(),
      groups: this.takesGroups,
    });
    if ('message' in parsed) return parsed.message;
    if ('change' in parsed) return parsed.change;
    if ('groupNews' in parsed) return parsed.groupNews;
    const { ignored: reason } = parsed;
    if (reason === 'forged') {
      messagesRefused.inc({ reason });
      logger.warn({ messageId: received.key.id }, 'A forged change of a message was dropped');
    } else logger.debug({ messageId: received.key.id, reason }, 'A message was left aside');
    return null;
  }

  async #completed({ person, author }: ChannelNews): Promise<Pick<ChannelNews, 'person' | 'author'>> {
    if (!author) return { person: await this.#complete(person) };
    return { person, author: await this.#complete(author) };
  }

  /** The same person's other identity, where WhatsApp has told it before. */
  async #complete(person: ChannelPerson): Promise<ChannelPerson> {
    const { keyStore } = this.#options;
    if (person.group) return person;
    if (person.phone && !person.lid) {
      return { ...person, lid: await keyStore.linkedIdentity({ kind: 'phone', value: person.phone }) };
    }
    if (person.lid && !person.phone) {
      return { ...person, phone: await keyStore.linkedIdentity({ kind: 'lid', value: person.lid }) };
    }
    return person;
  }

  /** WhatsApp doesn't give every message's content to linked devices; that there was one is kept. */
  #withoutContent(node: BinaryNode): (() => Promise<void>) | null {
    const children = Array.isArray(node.content) ? node.content : [];
    const unavailable = children.find(({ tag }) => tag === 'unavailable');
    if (!unavailable || children.some(({ tag }) => tag === 'enc') || node.attrs.category === 'peer') {
      return null;
    }
    const entry: JournalEntry = {
      hash: hashCiphertext(Buffer.from(`unavailable ${node.attrs.from} ${node.attrs.id}`)),
      attrs: node.attrs,
      account: this.#options.account(),
      plaintext: null,
      unavailable: unavailable.attrs.type ?? '',
    };
    return () => this.#options.keyStore.addToJournal(entry);
  }

  #groupNotice(node: BinaryNode): void {
    if (node.attrs.from) this.#groups.forget(node.attrs.from);
    const notice = this.takesGroups ? readGroupNotice(node) : null;
    if (!notice) return;
    this.#options.keyStore
      .addToJournal({
        hash: hashCiphertext(Buffer.from(`notice ${node.attrs.from} ${node.attrs.id}`)),
        attrs: node.attrs,
        account: this.#options.account(),
        plaintext: null,
        unavailable: null,
        notice,
      })
      .catch((error: unknown) => this.#options.logger.debug({ err: error }, 'News of a group come again'));
  }

  /** A missed call is an entry in the conversation, and so is one that is rejected; its caller may get a text. */
  async #call({ id, from, callerPn, status, isGroup, isVideo, date, offline }: WACallEvent): Promise<void> {
    if (status !== 'offer' || isGroup || offline || !this.#behaviour.rejectsCalls || !this.#live) return;
    const { socket } = this.#live;
    try {
      // First, so that a call that was rejected is never lost.
      await this.#options.keyStore.addToJournal({
        hash: hashCiphertext(Buffer.from(`call ${from} ${id}`)),
        attrs: {
          id,
          from,
          t: String(Math.floor(date.getTime() / 1000)),
          ...(callerPn ? { sender_pn: callerPn } : {}),
        },
        account: this.#options.account(),
        plaintext: null,
        unavailable: null,
        notice: { kind: 'call', video: isVideo === true },
      });
      await socket.rejectCall(id, from);
    } catch (error) {
      this.#options.logger.warn({ err: error }, 'A call could not be rejected');
    }
  }

  #receipt(node: BinaryNode): (() => Promise<void>) | null {
    const { owned, listener, logger } = this.#options;
    const status = parseReceipt(node, { ...owned, account: this.#options.account() });
    if (!status) return null;
    return async () => {
      try {
        await listener.statusChanged(status);
      } catch (error) {
        if (!this.#isHopeless(`${node.attrs.from} ${node.attrs.id}`)) throw error;
        logger.error({ err: error }, 'A receipt can not be stored and is passed over');
      }
    };
  }

  /** WhatsApp tells it again after each failure; one that never works must not keep the account from connecting. */
  #isHopeless(receipt: string): boolean {
    const failures = (this.#failedReceipts.get(receipt) ?? 0) + 1;
    this.#failedReceipts.set(receipt, failures);
    return failures >= receiptAttempts;
  }

  /** All that has a ciphertext comes through the journal. Here: missed calls, and what the phone was asked for. */
  #upsert({ messages, requestId }: BaileysEventMap['messages.upsert']): void {
    for (const message of messages) {
      if (requestId || missedCalls.has(message.messageStubType)) this.#inbox.addUnjournaled(message);
    }
  }

  async #presence(event: BaileysEventMap['presence.update']): Promise<void> {
    const { owned, listener, logger } = this.#options;
    const seen = readPresence(event);
    const person = seen && personOf([seen.jid]);
    if (!person) return;
    try {
      const { companyId, connectionId } = owned;
      listener.customerTyping({
        companyId,
        connectionId,
        person: await this.#complete(person),
        state: seen.state,
      });
    } catch (error) {
      logger.debug({ err: error }, 'Typing could not be told');
    }
  }

  #identitiesLinked({ lid, pn }: BaileysEventMap['lid-mapping.update']): void {
    const { owned, listener, logger } = this.#options;
    const person = personOf([pn, lid]);
    if (!person?.phone || !person.lid) return;
    this.#linking = this.#linking
      .then(() => listener.identitiesLinked(owned.companyId, person))
      .catch((error: unknown) => logger.warn({ err: error }, 'Two identities could not be linked'));
  }

  async #note(): Promise<void> {
    const times = { inboundAt: this.#inboundAt, outboundAt: this.#outboundAt };
    if (!times.inboundAt && !times.outboundAt) return;
    this.#inboundAt = null;
    this.#outboundAt = null;
    try {
      await noteTraffic(this.#options.owned, times);
    } catch (error) {
      this.#options.logger.debug({ err: error }, 'The times of the last messages were not noted');
    }
  }
}
