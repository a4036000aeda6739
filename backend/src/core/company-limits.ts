import { delay } from './clock.ts';
import type { Env } from './env.ts';
import { AppError } from './errors.ts';
import type { Authenticator, Claims } from './http/route.ts';
import { createLocalRateLimit } from './rate-limit.ts';

const requestSeconds = 1;
const sendSeconds = 60;
/** Who asks too much waits for the no: asking again at once would cost as much as the answers did. */
const refusalMs = 1_000;
/** The more of a company wait for it the longer they wait: there are never more noes in a second than this. */
const refusalsPerSecond = 50;
/** More that wait would cost memory. */
const mostRefusals = 1_000;
/** A socket goes when a colleague's or an own one has gone: there is no telling when. */
const socketRetrySeconds = 30;

/** Each holds a connection and space on the disk, for as long as the line is slow. */
const mostUserUploads = 6;
const mostCompanyUploads = 60;

/** How much one company, and one person in it, may take of this process. All throw `rate_limited`. */
export interface CompanyLimits {
  /** A request, before the database is asked anything. */
  takeRequest(claims: Claims): Promise<void>;
  /** A message that somebody sends. */
  takeSend(companyId: string): Promise<void>;
  /** One more upload that is under way; give it back like a socket. */
  takeUpload(claims: Pick<Claims, 'companyId' | 'userId'>): () => void;
  /** One more open socket; give it back by calling what this returns, as often as you like. */
  takeSocket(claims: Pick<Claims, 'companyId' | 'userId'>): () => void;
}

export type CompanyLimitSettings = Pick<
  Env,
  | 'LIMIT_USER_REQUESTS'
  | 'LIMIT_COMPANY_REQUESTS'
  | 'LIMIT_COMPANY_SENDS'
  | 'LIMIT_USER_SOCKETS'
  | 'LIMIT_COMPANY_SOCKETS'
>;

/** Counted in this process's memory: a round trip for each request would cost more than most requests. */
export function createCompanyLimits(settings: CompanyLimitSettings): CompanyLimits {
  const limit = (name: string, points: number, seconds: number) =>
    createLocalRateLimit({ name, points, seconds });
  const userRequests = limit('user-requests', settings.LIMIT_USER_REQUESTS, requestSeconds);
  const companyRequests = limit('company-requests', settings.LIMIT_COMPANY_REQUESTS, requestSeconds);
  const sends = limit('company-sends', settings.LIMIT_COMPANY_SENDS, sendSeconds);
  const userSockets = createGauge(settings.LIMIT_USER_SOCKETS);
  const companySockets = createGauge(settings.LIMIT_COMPANY_SOCKETS);
  const refusals = createGauge(mostRefusals);
  return {
    async takeRequest({ companyId, userId }) {
      try {
        // First the person: who floods alone doesn't use up what the colleagues have.
        await userRequests.take(`${companyId} ${userId}`);
        await companyRequests.take(companyId);
      } catch (error) {
        await holdBack(refusals, companyId);
        throw error;
      }
    },
    takeSend: (companyId) => sends.take(companyId),
    takeUpload: takeBoth(createGauge(mostUserUploads), createGauge(mostCompanyUploads)),
    takeSocket: takeBoth(userSockets, companySockets),
  };
}

/** Takes one for the person and one for the company, or none. */
function takeBoth(users: Gauge, companies: Gauge) {
  return ({ companyId, userId }: Pick<Claims, 'companyId' | 'userId'>): (() => void) => {
    const giveBackUser = users.take(`${companyId} ${userId}`);
    try {
      const giveBackCompany = companies.take(companyId);
      return () => {
        giveBackUser();
        giveBackCompany();
      };
    } catch (error) {
      giveBackUser();
      throw error;
    }
  };
}

/** The same authenticator, which lets through only as many requests as the limits do. */
export function limitRequests(authenticator: Authenticator, limits: CompanyLimits): Authenticator {
  return {
    ...authenticator,
    async readToken(token, use) {
      const claims = await authenticator.readToken(token, use);
      await limits.takeRequest(claims);
      return claims;
    },
    async recallToken(token) {
      const claims = await authenticator.recallToken(token);
      if (claims) await limits.takeRequest(claims);
      return claims;
    },
  };
}

async function holdBack(refusals: Gauge, companyId: string): Promise<void> {
  let letGo: () => void;
  try {
    letGo = refusals.take(companyId);
  } catch {
    // Enough of them wait.
    return;
  }
  await delay(Math.max(refusalMs, (refusals.count(companyId) / refusalsPerSecond) * 1_000));
  letGo();
}

interface Gauge {
  /** Takes one; gives a way to give it back. Throws `rate_limited`. */
  take(key: string): () => void;
  count(key: string): number;
}

/** Counts what is there at a time, for each key. */
function createGauge(most: number): Gauge {
  const counts = new Map<string, number>();
  return {
    count: (key) => counts.get(key) ?? 0,
    take(key) {
      const count = counts.get(key) ?? 0;
      if (count >= most) {
        throw new AppError('rate_limited', { details: { retryAfterSeconds: socketRetrySeconds } });
      }
      counts.set(key, count + 1);
      let taken = true;
      return () => {
        if (!taken) return;
        taken = false;
        const left = (counts.get(key) ?? 1) - 1;
        if (left > 0) counts.set(key, left);
        else counts.delete(key);
      };
    },
  };
}
