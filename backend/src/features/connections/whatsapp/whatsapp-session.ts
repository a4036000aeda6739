import { type AuthenticationCreds, initAuthCreds } from '@whiskeysockets/baileys';
import { delay, now } from '../../../core/clock.ts';
import { giveWay } from '../../../core/company-turns.ts';
import type { Logger } from '../../../core/logger.ts';
import type { Vault } from '../../../core/secrets.ts';
import type { ChannelListener } from '../channel.ts';
import type { LinkMethod, Wanted } from '../connection.model.ts';
import { backoff, judge, type Verdict } from './close-reason.ts';
import type { Report } from './connection-row.ts';
import { Credentials, isLinked } from './credentials.ts';
import { Journal } from './journal.ts';
import { KeyStore } from './key-store.ts';
import { LinkCodes } from './link-codes.ts';
import { LiveSocket } from './live-socket.ts';
import type { MediaHost } from './media-host.ts';
import type { Behaviour, OwnedConnection } from './owned-connection.ts';
import { SessionReports } from './session-reports.ts';
import { SessionTraffic } from './session-traffic.ts';
import type { StartSlots } from './start-slots.ts';
import { identityOf } from './whatsapp-address.ts';

/** What the row asks for. */
export interface Wish {
  wanted: Wanted;
  requestNumber: number;
  linkMethod: LinkMethod | null;
  linkPhoneNumber: string | null;
}

export interface SessionOptions {
  owned: OwnedConnection;
  vault: Vault;
  webUrl: string | undefined;
  mediaHost: MediaHost;
  listener: ChannelListener;
  logger: Logger;
  starts: StartSlots;
}

/** So long after opening it has got what waited for it, and may move to another process. */
const settledMs = 10_000;
/** A socket that stayed open this long has been in order: the next failure is a new one. */
const stableMs = 30_000;
const logOutMs = 20_000;
/** The name Baileys gives an account of which it only knows the number. */
const unknownName = '~';

/**
 * A connection in the hands of this process: opens sockets one after the other, tells the row how it is, and ends when
 * a person must act or nothing is wanted any more.
 */
export class WhatsappSession {
  /** Resolves when the session has ended by itself or by `stop`, and holds nothing any more. */
  readonly ended: Promise<void>;
  readonly #options: SessionOptions;
  readonly #credentials: Credentials;
  readonly #keyStore: KeyStore;
  readonly #traffic: SessionTraffic;
  readonly #reports: SessionReports;
  #creds: AuthenticationCreds = initAuthCreds();
  #wish: Wish;
  #live: LiveSocket | null = null;
  #loggedOut = false;
  #wasStable = false;
  #stopped = false;
  #interrupt = new AbortController();

  constructor(options: SessionOptions, wish: Wish, behaviour: Behaviour) {
    const { owned, vault } = options;
    this.#options = options;
    this.#wish = wish;
    this.#credentials = new Credentials(owned, vault);
    this.#keyStore = new KeyStore(owned, vault);
    this.#reports = new SessionReports(owned, {
      logger: options.logger,
      stopped: () => this.#stopped,
      pause: (failures) => delay(backoff(failures), this.#interrupt.signal),
    });
    this.#traffic = new SessionTraffic({
      owned,
      vault,
      mediaHost: options.mediaHost,
      keyStore: this.#keyStore,
      journal: new Journal(owned, vault),
      listener: options.listener,
      logger: options.logger,
      account: () => ({ id: this.#creds.me?.id ?? '', lid: this.#creds.me?.lid ?? '' }),
      behaviour,
    });
    this.ended = this.#run();
  }

  /** The connection it is for, and as whose. */
  get owned(): OwnedConnection {
    return this.#options.owned;
  }

  /** It is open and has been for a while; nobody is linking an account or logging it out. */
  get isSteady(): boolean {
    const openedAt = this.#live?.openedAt ?? null;
    return this.#wish.wanted === 'on' && openedAt !== null && Date.now() - openedAt > settledMs;
  }

  /** The row has changed. */
  update(wish: Wish): void {
    if (wish.requestNumber === this.#wish.requestNumber && wish.wanted === this.#wish.wanted) return;
    this.#wish = wish;
    if (wish.wanted === 'logged_out' && this.#live?.openedAt) {
      this.#logOut(this.#live);
      return;
    }
    if (wish.wanted === 'on' && this.#live?.openedAt) return;
    this.#live?.shut(undefined, 'A newer wish');
    this.#interrupt.abort();
  }

  behave(behaviour: Behaviour): void {
    this.#traffic.behave(behaviour);
  }

  /** Closes the socket without logging out and lets go of everything. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#live?.shut(undefined, 'Stopped');
    this.#interrupt.abort();
    await this.ended;
  }

  async #run(): Promise<void> {
    try {
      await this.#loadCredentials();
      this.#traffic.start();
      await this.#serve();
    } finally {
      await this.#traffic.stop();
      await this.#reports.settled();
      await this.#credentials.settled();
    }
  }

  async #loadCredentials(): Promise<void> {
    for (let failures = 1; !this.#stopped; failures += 1) {
      try {
        this.#creds = await this.#credentials.load();
        return;
      } catch (error) {
        this.#options.logger.error({ err: error }, 'The credentials can not be read');
        this.#reports.tell({ state: 'starting', reason: 'unavailable' });
        await delay(backoff(failures), this.#interrupt.signal);
      }
    }
  }

  /** One turn per socket. */
  async #serve(): Promise<void> {
    let failures = 0;
    while (!this.#stopped) {
      const wish = this.#wish;
      this.#interrupt = new AbortController();
      if (wish.wanted === 'off') return;
      if (wish.wanted === 'logged_out') {
        if (await this.#unlink(wish)) return;
        continue;
      }
      if (failures === 0) this.#reports.tell({ state: 'starting', reason: null });
      const verdict = await this.#attempt(wish, failures);
      if (this.#stopped) return;
      const overtaken = this.#interrupt.signal.aborted || this.#wish.wanted !== wish.wanted;
      if (overtaken || !verdict) {
        failures = 0;
        continue;
      }
      if (this.#wasStable) failures = 0;
      if (verdict.next === 'stop' || verdict.next === 'forget') {
        if (await this.#end(verdict)) return;
        failures = 0;
        continue;
      }
      failures += 1;
      if (verdict.next === 'at-once' && failures < 3) continue;
      await this.#pause(verdict, failures);
    }
  }

  async #pause({ reason }: Verdict, failures: number): Promise<void> {
    const wait = backoff(failures);
    const retryAt = new Date(Date.now() + wait);
    const linked = isLinked(this.#creds);
    this.#reports.tell({ state: linked ? 'reconnecting' : 'starting', reason, retryAt, linked });
    await delay(wait, this.#interrupt.signal);
  }

  /** Opens a socket and waits for its end. Null when it didn't come to one. */
  async #attempt(wish: Wish, failures: number): Promise<Verdict | null> {
    if (!isLinked(this.#creds)) {
      if (!wish.linkMethod) return { next: 'forget', reason: 'logged_out' };
      this.#startOver();
    }
    const release = await this.#options.starts.take(this.#interrupt.signal);
    if (!release) return null;
    const live = this.#open(wish, release);
    this.#live = live;
    const closed = await live.closed;
    release();
    this.#wasStable = live.openedAt !== null && Date.now() - live.openedAt > stableMs;
    this.#live = null;
    this.#traffic.close(live);
    await this.#keyStore.settled();
    await this.#credentials.settled();
    if (live.wantsPasskey) {
      return { next: isLinked(this.#creds) ? 'stop' : 'forget', reason: 'passkey_required' };
    }
    const verdict = judge(closed, { linking: !isLinked(this.#creds), failures });
    this.#options.logger.info({ ...closed, ...verdict }, 'A WhatsApp socket has ended');
    return verdict;
  }

  /** Fresh codes need fresh keys; those of an abandoned pairing code would even be taken for a log-in. */
  #startOver(): void {
    this.#creds = initAuthCreds();
    this.#keyStore.clear();
  }

  #open(wish: Wish, release: () => void): LiveSocket {
    const { webUrl, mediaHost, logger, owned } = this.#options;
    const codes = new LinkCodes(wish, this.#reports, logger);
    const live: LiveSocket = new LiveSocket({
      creds: this.#creds,
      keyStore: this.#keyStore,
      journaling: this.#traffic.journaling,
      sentMessage: (key) => this.#traffic.sentMessage(key),
      webUrl,
      mediaAgent: mediaHost.agent,
      composing: () => this.#traffic.composing(),
      groupRecipients: (jid) => this.#traffic.groupRecipients(jid),
      takesGroups: () => this.#traffic.takesGroups,
      pairingByCode: wish.linkMethod === 'code',
      logger,
      giveWay: (behind) => giveWay(owned.companyId, behind),
      events: {
        ...this.#traffic.events,
        qr: (text) => {
          release();
          codes.show(live, text);
        },
        linked: () => this.#reports.tell({ state: 'starting', reason: null }),
        opened: () => {
          release();
          if (this.#wish.wanted === 'logged_out') this.#logOut(live);
          else this.#opened(live);
        },
        credsChanged: () => this.#credsChanged(live),
      },
    });
    return live;
  }

  #opened(live: LiveSocket): void {
    this.#reports.tell({
      state: 'connected',
      reason: null,
      connectedAt: now(),
      ...this.#account(),
      linked: true,
      linkMethod: null,
      linkPhoneNumber: null,
    });
    this.#traffic.open(live);
  }

  /**
   * The credentials are stored before the row says that an account is linked. What a socket that has ended meanwhile
   * would say isn't true any more: it would make "starting" of what is reconnecting, or connected by the next one.
   */
  async #credsChanged(live: LiveSocket): Promise<void> {
    await this.#credentials.save(this.#creds);
    if (this.#live !== live) return;
    if (live.openedAt !== null && this.#wish.wanted === 'on') {
      this.#reports.tell({ state: 'connected', reason: null, ...this.#account() });
    } else if (isLinked(this.#creds)) {
      this.#reports.tell({ state: 'starting', reason: null, linked: true });
    }
  }

  #account(): Pick<Report, 'phoneNumber' | 'profileName'> {
    const { id, name } = this.#creds.me ?? {};
    return {
      phoneNumber: identityOf(id)?.value ?? null,
      profileName: name && name !== unknownName ? name : null,
    };
  }

  #logOut(live: LiveSocket): void {
    live.logOut().then(
      () => {
        this.#loggedOut = true;
      },
      (error: unknown) => this.#options.logger.warn({ err: error }, 'The account could not be logged out'),
    );
  }

  /** Logs the account out on WhatsApp, if it can be reached, and forgets it in any case. */
  async #unlink(wish: Wish): Promise<boolean> {
    if (isLinked(this.#creds) && !this.#loggedOut) {
      const giveUp = setTimeout(() => this.#live?.shut(408, 'Logging out took too long'), logOutMs);
      await this.#attempt(wish, 0);
      clearTimeout(giveUp);
    }
    if (this.#stopped) return true;
    this.#loggedOut = false;
    return this.#finish(
      { state: 'unlinked', reason: null, phoneNumber: null, profileName: null, connectedAt: null },
      { forget: true },
    );
  }

  #end({ next, reason }: Verdict): Promise<boolean> {
    return this.#finish({ state: 'stopped', reason }, { forget: next === 'forget' });
  }

  /** Says whether this was the end: a person may have wished for something new in the meantime. */
  async #finish(report: Report, { forget }: { forget: boolean }): Promise<boolean> {
    await this.#reports.settled();
    if (forget) this.#startOver();
    return this.#reports.end(report, { requestNumber: () => this.#wish.requestNumber, forget });
  }
}
