import { AppError } from './errors.ts';

/** How many turns a company may take at once before it counts as a crowd: some people who open their pages. */
const allowance = 150;
/** How many it may take in each second, for good. Counted, not timed: a busy process would make everybody a crowd. */
const perSecond = 50;
/** Others are there when one of them has asked for something within this time. */
const presentMs = 2_000;
/** While others are there a crowd rests between two pieces of work: so many times the length of the last one. */
const restFactor = 2;
/** A crowd gets a turn now and then, however busy the others are. */
const starvingMs = 250;
const mostWaiting = 1_000;
const longestWaitMs = 10_000;
const lookMs = 5;
/** How long a message of a channel takes, about; unlike a request's its time can't be measured from outside. */
const channelWorkMs = 5;
const forgetMs = 60_000;

/**
 * Whose work begins next in this process. All companies share its one thread; a company that takes more than its share
 * (a crowd) begins nothing while somebody else is being served, does one thing at a time, and rests in between. Alone
 * in the process it may take all of it. Who takes little never waits, and pays a look into a map.
 */
export class CompanyTurns {
  readonly #atOnce: number;
  readonly #companies = new Map<string, Company>();
  /** Those with something waiting, in the order of their turns. */
  readonly #lines = new Set<Company>();
  /** How much of companies that are no crowd is running. */
  #runningLight = 0;
  /** The two companies that were served last without being a crowd: for each that asks one of them is another one. */
  #last: Served = { company: null, at: Number.NEGATIVE_INFINITY };
  #lastButOne: Served = this.#last;
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
      company.restUntil = at + channelWorkMs * restFactor;
      countTurn(company, at);
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
      if (idle && takenBy(company, now) === 0) this.#companies.delete(companyId);
    }
  }

  #mayBegin(company: Company, now: number): boolean {
    if (company.running >= this.#atOnce) return false;
    const othersRun = this.#runningLight > company.runningLight;
    const { at } = this.#last.company === company ? this.#lastButOne : this.#last;
    const othersAreThere = othersRun || now - at < presentMs;
    if (!othersAreThere || takenBy(company, now) <= allowance) return true;
    if (company.running > 0) return false;
    if (now - company.begunAt > starvingMs) return true;
    return !othersRun && now >= company.restUntil;
  }

  #begin(company: Company, begunAt: number): () => void {
    const light = takenBy(company, begunAt) <= allowance ? 1 : 0;
    this.#runningLight += light;
    company.runningLight += light;
    company.running += 1;
    company.begunAt = begunAt;
    countTurn(company, begunAt);
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      const now = performance.now();
      this.#runningLight -= light;
      company.runningLight -= light;
      company.running -= 1;
      if (light) this.#noteServed(company, now);
      company.restUntil = now + (now - begunAt) * restFactor;
      if (this.#lines.size > 0) this.#beginWaiting();
    };
  }

  #noteServed(company: Company, at: number): void {
    if (this.#last.company !== company) this.#lastButOne = this.#last;
    this.#last = { company, at };
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

interface Company {
  /** How many turns it has taken lately, as it was at `takenAt`; that wears off. */
  taken: number;
  takenAt: number;
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

interface Served {
  company: Company | null;
  at: number;
}

function takenBy({ taken, takenAt }: Company, now: number): number {
  return Math.max(0, taken - ((now - takenAt) / 1_000) * perSecond);
}

function countTurn(company: Company, now: number): void {
  company.taken = takenBy(company, now) + 1;
  company.takenAt = now;
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
