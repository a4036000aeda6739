import { delay } from '../../../core/clock.ts';
import type { Logger } from '../../../core/logger.ts';
import { type Realtime, type Signals, signal } from '../../../core/realtime.ts';
import type { Vault } from '../../../core/secrets.ts';
import type { ChannelListener } from '../channel.ts';
import { getOpenChannel } from '../open-channels.ts';
import { FairShare } from './fair-share.ts';
import {
  claimLeases,
  type Lease,
  leaseMs,
  leaveProcesses,
  readLeases,
  readStanding,
  releaseAll,
  releaseLease,
  renewLeases,
} from './leases.ts';
import { createMediaHost, type MediaHost } from './media-host.ts';
import { mendLibsignal } from './mend-libsignal.ts';
import { quietLibsignal } from './quiet-libsignal.ts';
import { StartSlots } from './start-slots.ts';
import { surviveBaileys } from './survive-baileys.ts';
import { WhatsappSession } from './whatsapp-session.ts';

const pollMs = 2_000;
const renewMs = 4_000;
/** Sockets are closed this long before another process may take the connection over. */
const safetyMs = 2_000;
const stopMs = 6_000;
/** A session that fails in a way nobody thought of isn't started again at once. */
const afterFailureMs = 5_000;
/** Opening costs CPU time: who starts many at once opens none of them in time. */
export const concurrentStarts = 5;
/** So few at a time that processes which start together notice each other. */
const claimBatch = 2;
/** Signals come in swarms: one look answers all. */
const lookDelayMs = 10;

export interface WhatsappOptions {
  vault: Vault;
  /** Where WhatsApp is; unset: at WhatsApp. */
  webUrl?: string | undefined;
  /** Where files are, if not at WhatsApp itself. */
  mediaHost?: MediaHost;
  /** Other for every process and every start. */
  processId: string;
  listener: ChannelListener;
  logger: Logger;
  /** How this process hears of `connection.changed` and `agent.activity`. Lost signals are made up for by polling. */
  onSignal: Realtime['onSignal'];
}

export interface RunningWhatsapp {
  /** Its leases are its own: it has renewed them in time. */
  isAlive(): boolean;
  stop(): Promise<void>;
}

/** Runs WhatsApp sessions in this process: those connections that it gets a lease for. */
export async function startWhatsapp(options: WhatsappOptions): Promise<RunningWhatsapp> {
  quietLibsignal();
  mendLibsignal();
  const supervisor = new Supervisor(options);
  options.onSignal('connection.changed', () => supervisor.lookSoon());
  options.onSignal('agent.activity', (activity) => supervisor.show(activity));
  const stopSurviving = surviveBaileys(options.logger);
  await supervisor.look();
  return {
    isAlive: () => supervisor.isAlive,
    async stop() {
      await supervisor.stop();
      stopSurviving();
    },
  };
}

class Supervisor {
  readonly #options: WhatsappOptions;
  readonly #sessions = new Map<string, WhatsappSession>();
  readonly #dropped = new Set<WhatsappSession>();
  readonly #starts = new StartSlots(concurrentStarts, () => this.lookSoon());
  readonly #share = new FairShare();
  readonly #timers: NodeJS.Timeout[];
  #renewedAt = Date.now();
  #renewDueAt = 0;
  #looking: Promise<void> | null = null;
  #lookAgain = false;
  #soon: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: WhatsappOptions) {
    this.#options = options;
    this.#timers = [
      setInterval(() => void this.look(), pollMs),
      setInterval(() => this.#watchLeases(), safetyMs / 4),
    ];
  }

  get isAlive(): boolean {
    return Date.now() - this.#renewedAt < leaseMs;
  }

  /** Something has changed in some row. */
  lookSoon(): void {
    if (this.#stopped) return;
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      void this.look();
    }, lookDelayMs);
  }

  /** Compares what is wanted with what is running. One look at a time; asked meanwhile, it looks once more. */
  async look(): Promise<void> {
    if (this.#looking) {
      this.#lookAgain = true;
      return this.#looking;
    }
    this.#looking = this.#lookOnce();
    await this.#looking;
    this.#looking = null;
    if (!this.#lookAgain) return;
    this.#lookAgain = false;
    this.lookSoon();
  }

  show({ connectionId, address, activity }: Signals['agent.activity']): void {
    const channel = this.#sessions.has(connectionId) && getOpenChannel(connectionId);
    if (!channel) return;
    const shown =
      activity.kind === 'typing'
        ? channel.sendTyping(address, activity.state)
        : channel.markRead(address, activity.messages);
    shown.catch((error: unknown) => {
      this.#options.logger.debug({ err: error }, 'What an agent does could not be shown');
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers) clearInterval(timer);
    clearTimeout(this.#soon);
    await this.#looking;
    const { logger, processId } = this.#options;
    await leaveProcesses(processId);
    const stopping = Promise.all([...this.#sessions].map((one) => this.#handOver(...one)));
    const late = await Promise.race([stopping.then(() => false), after(stopMs)]);
    if (late) logger.warn('Some WhatsApp sessions did not stop in time');
    await releaseAll(processId);
    const [session] = this.#sessions.values();
    // One signal will do: who hears it looks at all.
    if (session) this.#tellOthers(session);
  }

  /** Each as soon as it is over: whoever takes it doesn't wait for the slowest. */
  async #handOver(connectionId: string, session: WhatsappSession): Promise<void> {
    const { logger, processId } = this.#options;
    try {
      await session.stop();
      await releaseLease(processId, connectionId);
      this.#tellOthers(session);
    } catch (error) {
      logger.warn({ err: error, connectionId }, 'A WhatsApp session stopped badly');
    }
  }

  /** What is free now needn't wait until somebody looks by himself. */
  #tellOthers({ owned: { companyId, connectionId } }: WhatsappSession): void {
    signal('connection.changed', { companyId, connectionId });
  }

  async #lookOnce(): Promise<void> {
    try {
      this.#compare(await this.#held());
      if (this.#stopped) return;
      this.#share.see(await readStanding(this.#options.processId), Date.now());
      await this.#takeFree();
      this.#giveUpOne();
    } catch (error) {
      this.#options.logger.warn({ err: error }, 'The connections can not be looked at');
    }
  }

  async #takeFree(): Promise<void> {
    const now = Date.now();
    const limit = Math.min(claimBatch, this.#starts.free, this.#share.claimable(now));
    if (this.#stopped || limit === 0) return;
    const claimed = await claimLeases(this.#options.processId, limit);
    for (const lease of claimed) {
      this.#share.took(lease.connectionId, now);
      this.#take(lease);
    }
    if (claimed.length === limit) this.lookSoon();
  }

  /** For a process that has joined later, and has room. One at a time: the next when somebody has taken this one. */
  #giveUpOne(): void {
    if (this.#stopped || this.#dropped.size > 0 || !this.#share.hasTooMany(Date.now())) return;
    const steady = [...this.#sessions].find(([, session]) => session.isSteady);
    if (!steady) return;
    const [connectionId, session] = steady;
    this.#share.gaveUp(connectionId);
    this.#options.logger.info({ connectionId }, 'A connection is left to another process');
    this.#end(connectionId, session);
  }

  async #held(): Promise<Lease[]> {
    const { processId } = this.#options;
    const startedAt = Date.now();
    if (startedAt < this.#renewDueAt) return readLeases(processId);
    const leases = await renewLeases(processId);
    this.#renewedAt = startedAt;
    this.#renewDueAt = startedAt + renewMs;
    return leases;
  }

  #compare(leases: Lease[]): void {
    const held = new Set(leases.map(({ connectionId }) => connectionId));
    for (const [connectionId, session] of this.#sessions) {
      if (!held.has(connectionId)) this.#drop(connectionId, session, 'The lease is lost');
    }
    for (const lease of leases) {
      const session = this.#sessions.get(lease.connectionId);
      if (session) {
        session.behave(lease.behaviour);
        session.update(lease.wish);
      } else this.#take(lease);
    }
  }

  #take({ companyId, connectionId, wish, behaviour }: Lease): void {
    if (this.#stopped || this.#sessions.has(connectionId)) return;
    const { vault, webUrl, mediaHost = createMediaHost({}), listener, processId, logger } = this.#options;
    const session = new WhatsappSession(
      {
        owned: { companyId, connectionId, ownerId: processId },
        vault,
        webUrl,
        mediaHost,
        listener,
        logger: logger.child({ companyId, connectionId }),
        starts: this.#starts,
      },
      wish,
      behaviour,
    );
    this.#sessions.set(connectionId, session);
    void this.#afterEnd(connectionId, session);
  }

  /** A session that has ended lets others have the connection: perhaps something new is wanted of it. */
  async #afterEnd(connectionId: string, session: WhatsappSession): Promise<void> {
    const { logger, processId } = this.#options;
    try {
      await session.ended;
    } catch (error) {
      logger.error({ err: error, connectionId }, 'A WhatsApp session has failed');
      await delay(afterFailureMs);
    }
    if (this.#stopped) return;
    try {
      await releaseLease(processId, connectionId);
    } catch (error) {
      logger.warn({ err: error, connectionId }, 'A lease was not released; it will run out');
    }
    this.#sessions.delete(connectionId);
    if (this.#dropped.delete(session)) this.#tellOthers(session);
    this.lookSoon();
  }

  /** Before the leases run out, because the database can't be reached, everything is let go of. */
  #watchLeases(): void {
    if (Date.now() - this.#renewedAt < leaseMs - safetyMs) return;
    for (const [connectionId, session] of this.#sessions) {
      this.#drop(connectionId, session, 'The lease could not be renewed in time');
    }
  }

  #drop(connectionId: string, session: WhatsappSession, why: string): void {
    if (this.#dropped.has(session)) return;
    this.#options.logger.warn({ connectionId }, why);
    this.#end(connectionId, session);
  }

  /** It stays in the list until it is really over, so that the connection isn't opened twice. */
  #end(connectionId: string, session: WhatsappSession): void {
    this.#dropped.add(session);
    session.stop().catch((error: unknown) => {
      this.#options.logger.warn({ err: error, connectionId }, 'A WhatsApp session stopped badly');
    });
  }
}

function after(milliseconds: number): Promise<true> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(true), milliseconds).unref();
  });
}
