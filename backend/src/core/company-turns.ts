import { AppError } from './errors.ts';

/** What was taken wears off: after this long about a third of it counts. */
const memoryMs = 2_000;
/** Nobody is a crowd with fewer turns than this in memory: some people who open their pages, or 20 turns a second. */
const allowance = 40;
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
/** How long a message of a channel takes, about; unlike a request's its time can't be measured from outside. */
const channelWorkMs = 5;
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
  readonly #lines = new Set<Company>();
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
    const company = this.#companyOf(companyId, now);
    if (company.line.length === 0 && this.#mayBegin(company, now)) return this.#begin(company, now);
    if (company.line.length >= mostWaiting) throw tooMuch();
    return new Promise((resolve, reject) => {
      this.#wait(company, {
        since: now,
        begin: (at) => resolve(this.#begin(company, at)),
        giveUp: () => reject(tooMuch()),
      });
    });
  }

  /** The same for a message of a channel: nobody waits for it, and it is never refused. */
  async giveWay(companyId: string): Promise<void> {
    const now = performance.now();
    const company = this.#companyOf(companyId, now);
    const begin = (at: number) => {
      company.begunAt = at;
      this.#count(company, at);
      company.restUntil = at + channelWorkMs * restFactorOf(company, at);
    };
    if (company.line.length === 0 && this.#mayBegin(company, now)) return begin(now);
    await new Promise<void>((resolve) => {
      const go = (at: number) => {
        begin(at);
        resolve();
      };
      this.#wait(company, { since: now, begin: go, giveUp: go });
    });
  }

  #companyOf(companyId: string, now: number): Company {
    const known = this.#companies.get(companyId);
    if (known) return known;
    if (now - this.#sweptAt > forgetMs) this.#forgetIdle(now);
    const company = {
      taken: 0,
      takenAt: now,
      running: 0,
      runningLight: 0,
      begunAt: now,
      restUntil: now,
      line: [],
    };
    this.#companies.set(companyId, company);
    return company;
  }

  #forgetIdle(now: number): void {
    this.#sweptAt = now;
    for (const [companyId, company] of this.#companies) {
      const idle = company.running === 0 && company.line.length === 0;
      if (idle && takenBy(company, now) < presence) this.#companies.delete(companyId);
    }
  }

  #mayBegin(company: Company, now: number): boolean {
    if (company.running >= this.#atOnce) return false;
    if (!this.#isCrowd(company, now)) return true;
    const othersRun = this.#runningLight > company.runningLight;
    const others = takenBy(this.#all, now) - takenBy(company, now);
    if (!othersRun && others < presence) return true;
    if (company.running > 0) return false;
    if (now - company.begunAt > starvingMs) return true;
    return !othersRun && now >= company.restUntil;
  }

  /** What waits counts as taken: a flood that is held back would make a crowd of whoever it gives way to. */
  #isCrowd(company: Company, now: number): boolean {
    const own = takenBy(company, now) + company.line.length;
    if (own <= allowance) return false;
    let all = takenBy(this.#all, now);
    for (const { line } of this.#lines) all += line.length;
    return own > all / 2;
  }

  #count(company: Company, now: number): void {
    for (const one of [company, this.#all]) {
      one.taken = takenBy(one, now) + 1;
      one.takenAt = now;
    }
  }

  #begin(company: Company, begunAt: number): () => void {
    const light = this.#isCrowd(company, begunAt) ? 0 : 1;
    this.#runningLight += light;
    company.runningLight += light;
    company.running += 1;
    company.begunAt = begunAt;
    this.#count(company, begunAt);
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      const now = performance.now();
      this.#runningLight -= light;
      company.runningLight -= light;
      company.running -= 1;
      company.restUntil = now + (now - begunAt) * restFactorOf(company, now);
      if (this.#lines.size > 0) this.#beginWaiting();
    };
  }

  #wait(company: Company, waiting: Waiting): void {
    company.line.push(waiting);
    this.#lines.add(company);
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
    for (const company of Array.from(this.#lines)) {
      const { line } = company;
      while (line[0] && now - line[0].since > longestWaitMs) line.shift()?.giveUp(now);
      let began = false;
      while (line.length > 0 && this.#mayBegin(company, now)) {
        line.shift()?.begin(now);
        began = true;
      }
      // To the end of the lines: crowds take turns, too.
      if (began || line.length === 0) this.#lines.delete(company);
      if (line.length > 0) this.#lines.add(company);
    }
    if (this.#lines.size > 0) this.#lookLater();
  }
}

/** How many turns were taken lately, as it was at `takenAt`. */
interface Taken {
  taken: number;
  takenAt: number;
}

interface Company extends Taken {
  running: number;
  /** Those of them that were begun when it was no crowd. */
  runningLight: number;
  begunAt: number;
  restUntil: number;
  line: Waiting[];
}

interface Waiting {
  since: number;
  begin(now: number): void;
  giveUp(now: number): void;
}

function takenBy({ taken, takenAt }: Taken, now: number): number {
  return taken * Math.exp((takenAt - now) / memoryMs);
}

function restFactorOf(company: Company, now: number): number {
  const waiting = company.line.length / restsMore.waiting;
  const taken = (takenBy(company, now) - allowance) / restsMore.taken;
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

/** Waits while other companies are being served, if this one takes too much. For each message of a channel. */
export async function giveWay(companyId: string): Promise<void> {
  await current?.giveWay(companyId);
}
