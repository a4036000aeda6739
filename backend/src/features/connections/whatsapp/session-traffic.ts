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
import { messagesTransferred } from '../../../core/metrics.ts';
import type { Vault } from '../../../core/secrets.ts';
import {
  type ChannelListener,
  type ChannelNews,
  isChange,
  isGroupNews,
  type OpenChannel,
} from '../channel.ts';
import { addOpenChannel, removeOpenChannel } from '../open-channels.ts';
import { completePerson } from './complete-person.ts';
import { type ComposeContext, composeMessage } from './compose-message.ts';
import { noteTraffic } from './connection-row.ts';
import { GroupDirectory } from './group-directory.ts';
import { InboundReader } from './inbound-reader.ts';
import { Inbox } from './inbox.ts';
import type { Journal } from './journal.ts';
import type { AccountIds } from './journal-entry.ts';
import { entryOfCall, entryOfGroupNotice, entryWithoutContent } from './journaled-notices.ts';
import type { JournalingOptions } from './journaling-repository.ts';
import type { KeyStore } from './key-store.ts';
import type { LiveSocket, LiveSocketEvents } from './live-socket.ts';
import type { MediaHost } from './media-host.ts';
import { openSource } from './media-source.ts';
import type { Behaviour, OwnedConnection } from './owned-connection.ts';
import { readPresence } from './presence.ts';
import type { Received } from './rebuild-message.ts';
import { ReceiptStore } from './receipt-store.ts';
import { sessionChannel } from './session-channel.ts';
import { chatAddressOf, personOf } from './whatsapp-address.ts';

const noteEveryMs = 15_000;

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
export class SessionTraffic {
  readonly #options: TrafficOptions;
  readonly #inbox: Inbox;
  readonly #groups: GroupDirectory;
  readonly #receipts: ReceiptStore;
  readonly #reader: InboundReader;
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
    this.#receipts = new ReceiptStore(options);
    this.#reader = new InboundReader(options, () => this.takesGroups);
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
      receipt: (node) => this.#receipts.storing(node),
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
    this.#channel = sessionChannel(live, this.#options, async (message) => {
      await giveWay(companyId);
      const at = await this.#send(live, message);
      messagesTransferred.inc({ kind: 'sent' });
      this.#outboundAt = now();
      return at;
    });
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
      const read = await this.#reader.read(one);
      if (read) news.push(read);
    }
    if (news.length === 0) return;
    await this.#options.listener.messagesReceived(news, this.#reader);
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

  /** WhatsApp doesn't give every message's content to linked devices; that there was one is kept. */
  #withoutContent(node: BinaryNode): (() => Promise<void>) | null {
    const entry = entryWithoutContent(node, this.#options.account());
    return entry && (() => this.#options.keyStore.addToJournal(entry));
  }

  #groupNotice(node: BinaryNode): void {
    if (node.attrs.from) this.#groups.forget(node.attrs.from);
    const entry = this.takesGroups ? entryOfGroupNotice(node, this.#options.account()) : null;
    if (!entry) return;
    this.#options.keyStore
      .addToJournal(entry)
      .catch((error: unknown) => this.#options.logger.debug({ err: error }, 'News of a group come again'));
  }

  /** A missed call is an entry in the conversation, and so is one that is rejected; its caller may get a text. */
  async #call(event: WACallEvent): Promise<void> {
    const { status, isGroup, offline } = event;
    if (status !== 'offer' || isGroup || offline || !this.#behaviour.rejectsCalls || !this.#live) return;
    const { socket } = this.#live;
    try {
      // First, so that a call that was rejected is never lost.
      await this.#options.keyStore.addToJournal(entryOfCall(event, this.#options.account()));
      await socket.rejectCall(event.id, event.from);
    } catch (error) {
      this.#options.logger.warn({ err: error }, 'A call could not be rejected');
    }
  }

  /** All that has a ciphertext comes through the journal. Here: missed calls, and what the phone was asked for. */
  #upsert({ messages, requestId }: BaileysEventMap['messages.upsert']): void {
    for (const message of messages) {
      if (requestId || missedCalls.has(message.messageStubType)) this.#inbox.addUnjournaled(message);
    }
  }

  async #presence(event: BaileysEventMap['presence.update']): Promise<void> {
    const { owned, listener, keyStore, logger } = this.#options;
    const seen = readPresence(event);
    const person = seen && personOf([seen.jid]);
    if (!person) return;
    try {
      const { companyId, connectionId } = owned;
      listener.customerTyping({
        companyId,
        connectionId,
        person: await completePerson(keyStore, person),
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
