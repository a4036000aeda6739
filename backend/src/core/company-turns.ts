import { AppError } from './errors.ts';

/** What was taken wears off: after this long about a third of it counts. */
const memoryMs = 2_000;
/** Nobody is a crowd with fewer turns than this in memory: some people who open their pages, or 20 turns a second. */
const allowance = 40;
/** Of a channel's pieces there are two to four to a message: it comes, is stored, is told of. */
const channelAllowance = 100;
/** Others are there while at least so much of what they took is remembered: one turn, for about three seconds. */
const presence = 0.2;
/** While others are there a crowd rests between two pieces of work: so many times the length of the last one, */
const restFactor = 2;
/** once more for so many that stand in its line, or for so many turns that it took beyond the allowance, */
const restsMore = { waiting: 10, taken: 8 };
/** and no more than this: people who are many stand in no line of hundreds, a flood does. */
const mostRestFactor = 15;
/** A crowd gets a turn now and then, however busy the others are. */
const starvingMs = 250;
const mostWaiting = 1_000;
const longestWaitMs = 10_000;
const lookMs = 5;
/** How long a piece of a channel's work takes until somebody says when it was done, */
const channelWorkMs = 5;
/** and at most: the database and others were waited for, too. */
const mostChannelWorkMs = 25;
const forgetMs = 60_000;

/**
 * Whose work begins next in this process. All companies share its one thread; a company that takes more, or waits for more,
 * than all the others together (a crowd) begins nothing while somebody else is being served, does one thing at a time,
 * and rests in between. Alone in the process it may take all of it. Who takes little never waits, and pays a look into
 * a map. Turns are counted, not timed: while the process is busy everybody's would take long.
 */
export class CompanyTurns {
  readonly #atOnce: number;
  readonly #companies = new Map<string, Company>();
  /** Those with something waiting, in the order of their turns. */
  readonly #lines = new Set<Lane>();
  /** What all have taken. */
  readonly #all: Taken = { taken: 0, takenAt: performance.now() };
  /** How much of companies that are no crowd is running. */
  #runningLight = 0;
  #sweptAt = performance.now();
  #timer: NodeJS.Timeout | null = null;

  /** `atOnce`: how much of one company may run at a time; fewer than there are database connections. */
  constructor({ atOnce }: { atOnce: number }) {
    this.#atOnce = atOnce;
  }

  /** Waits for the company's turn. Call what it gives when the work is done. Throws `rate_limited`. */
  async take(companyId: string): Promise<() => void> {
    const now = performance.now();
    const lane = this.#companyOf(companyId, now).requests;
    if (lane.line.length === 0 && this.#mayBegin(lane, now)) return this.#begin(lane, now);
    if (lane.line.length >= mostWaiting) throw tooMuch();
    return new Promise((resolve, reject) => {
      this.#wait(lane, {
        since: now,
        begin: (at) => resolve(this.#begin(lane, at)),
        giveUp: () => reject(tooMuch()),
      });
    });
  }

  /**
   * The same for a piece of a channel's work: nobody waits for it, and it is never refused. It has a line of its own: what a
   * company's customers write doesn't hold up its people. `behind` says how much more of it waits elsewhere.
   */
  async giveWay(companyId: string, behind = 0): Promise<ChannelTurn> {
    const now = performance.now();
    const lane = this.#companyOf(companyId, now).channel;
    lane.behind = Math.max(lane.behind, behind);
    if (lane.line.length === 0 && this.#mayBegin(lane, now)) return this.#beginChannel(lane, now);
    return new Promise((resolve) => {
      const go = (at: number) => resolve({ ...this.#beginChannel(lane, at), waited: true });
      this.#wait(lane, { since: now, begin: go, giveUp: go });
    });
  }

  #companyOf(companyId: string, now: number): Company {
    const known = this.#companies.get(companyId);
    if (known) return known;
    if (now - this.#sweptAt > forgetMs) this.#forgetIdle(now);
    const total = { taken: 0, takenAt: now };
    const company: Company = {
      total,
      runningLight: 0,
      requests: makeLane(() => company, allowance, now),
      channel: makeLane(() => company, channelAllowance, now),
    };
    this.#companies.set(companyId, company);
    return company;
  }

  #forgetIdle(now: number): void {
    this.#sweptAt = now;
    for (const [companyId, { requests, channel, total }] of this.#companies) {
      const idle = requests.running === 0 && requests.line.length === 0 && channel.line.length === 0;
      if (idle && takenBy(total, now) < presence) this.#companies.delete(companyId);
    }
  }

  #mayBegin(lane: Lane, now: number): boolean {
    if (lane.running >= this.#atOnce) return false;
    if (!this.#isCrowd(lane, now)) return true;
    const company = lane.company();
    const othersRun = this.#runningLight > company.runningLight;
    if (!othersRun && this.#takenByOthers(company, now) < presence) return true;
    if (lane.running > 0) return false;
    if (now - lane.begunAt > starvingMs) return true;
    return !othersRun && now >= lane.restUntil;
  }

  /** What waits counts as taken: a flood that is held back would make a crowd of whoever it gives way to. */
  #isCrowd(lane: Lane, now: number): boolean {
    const own = takenBy(lane, now) + waitingIn(lane);
    if (own <= lane.allowance) return false;
    const company = lane.company();
    let others = this.#takenByOthers(company, now);
    for (const one of this.#lines) if (one.company() !== company) others += waitingIn(one);
    return own > others;
  }

  #takenByOthers({ total }: Company, now: number): number {
    return takenBy(this.#all, now) - takenBy(total, now);
  }

  #count(lane: Lane, now: number): void {
    for (const one of [lane, lane.company().total, this.#all]) {
      one.taken = takenBy(one, now) + 1;
      one.takenAt = now;
    }
    lane.behind = Math.max(0, lane.behind - 1);
    lane.begunAt = now;
  }

  #begin(lane: Lane, begunAt: number): () => void {
    const light = this.#isCrowd(lane, begunAt) ? 0 : 1;
    const company = lane.company();
    this.#runningLight += light;
    company.runningLight += light;
    lane.running += 1;
    this.#count(lane, begunAt);
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      const now = performance.now();
      this.#runningLight -= light;
      company.runningLight -= light;
      lane.running -= 1;
      lane.restUntil = now + (now - begunAt) * restFactorOf(lane, now);
      if (this.#lines.size > 0) this.#beginWaiting();
    };
  }

  #beginChannel(lane: Lane, begunAt: number): ChannelTurn {
    this.#count(lane, begunAt);
    lane.restUntil = begunAt + channelWorkMs * restFactorOf(lane, begunAt);
    return {
      waited: false,
      done() {
        const now = performance.now();
        const took = Math.min(now - begunAt, mostChannelWorkMs);
        lane.restUntil = now + took * restFactorOf(lane, now);
      },
    };
  }

  #wait(lane: Lane, waiting: Waiting): void {
    lane.line.push(waiting);
    this.#lines.add(lane);
    this.#lookLater();
  }

  #lookLater(): void {
    if (this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#beginWaiting();
    }, lookMs);
  }

  #beginWaiting(): void {
    const now = performance.now();
    for (const lane of Array.from(this.#lines)) {
      const { line } = lane;
      while (line[0] && now - line[0].since > longestWaitMs) line.shift()?.giveUp(now);
      let began = false;
      while (line.length > 0 && this.#mayBegin(lane, now)) {
        line.shift()?.begin(now);
        began = true;
      }
      // To the end of the lines: crowds take turns, too.
      if (began || line.length === 0) this.#lines.delete(lane);
      if (line.length > 0) this.#lines.add(lane);
    }
    if (this.#lines.size > 0) this.#lookLater();
  }
}

/** How many turns were taken lately, as it was at `takenAt`. */
interface Taken {
  taken: number;
  takenAt: number;
}

interface Company {
  total: Taken;
  /** How much of it was begun when it was no crowd, and is running. */
  runningLight: number;
  requests: Lane;
  channel: Lane;
}

/** One kind of a company's work. */
interface Lane extends Taken {
  company(): Company;
  /** Nobody is a crowd with fewer turns in memory. */
  allowance: number;
  running: number;
  begunAt: number;
  restUntil: number;
  /** How much waited behind the last piece of a channel's work; less by each turn. */
  behind: number;
  line: Waiting[];
}

/** A turn for a channel's work. Say when it is done where that can be told: a crowd rests for what it took. */
export interface ChannelTurn {
  /** The company takes too much, and others were served first. */
  waited: boolean;
  done(): void;
}

interface Waiting {
  since: number;
  begin(now: number): void;
  giveUp(now: number): void;
}

function makeLane(company: () => Company, most: number, now: number): Lane {
  return {
    company,
    allowance: most,
    taken: 0,
    takenAt: now,
    running: 0,
    begunAt: now,
    restUntil: now,
    behind: 0,
    line: [],
  };
}

function takenBy({ taken, takenAt }: Taken, now: number): number {
  return taken * Math.exp((takenAt - now) / memoryMs);
}

function waitingIn({ line, behind }: Lane): number {
  return line.length + behind;
}

function restFactorOf(lane: Lane, now: number): number {
  const waiting = waitingIn(lane) / restsMore.waiting;
  const taken = (takenBy(lane, now) - lane.allowance) / restsMore.taken;
  return Math.min(mostRestFactor, restFactor + Math.max(0, waiting, taken));
}

function tooMuch(): AppError {
  return new AppError('rate_limited', { details: { retryAfterSeconds: 1 } });
}

let current: CompanyTurns | undefined;

/** Makes these the turns that `giveWay` waits for. */
export function useCompanyTurns(turns: CompanyTurns): void {
  current = turns;
}

const free: ChannelTurn = { waited: false, done: () => undefined };

/** Waits while other companies are being served, if this one takes too much. For each piece of a channel's work. */
export async function giveWay(companyId: string, behind = 0): Promise<ChannelTurn> {
  return (await current?.giveWay(companyId, behind)) ?? free;
}
