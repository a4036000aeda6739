import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { RateLimit, RateLimits } from '../../core/rate-limit.ts';

/** How often passwords may be tried. */
export interface AuthLimits {
  /** From one address, whoever for: a whole office may share it. */
  perAddress: RateLimit;
  /** For one account from one address, so that a stranger elsewhere can't lock anybody out. */
  perAccount: RateLimit;
  /** The current password, by somebody who is logged in. */
  perUser: RateLimit;
}

export function createAuthLimits(rateLimits: RateLimits): AuthLimits {
  const seconds = 15 * 60;
  return {
    perAddress: rateLimits.create({ name: 'log-in-address', points: 100, seconds }),
    perAccount: rateLimits.create({ name: 'log-in-account', points: 10, seconds }),
    perUser: rateLimits.create({ name: 'change-password', points: 10, seconds }),
  };
}

/** A provider gives each customer a whole /64 of IPv6, so that counts as one address. */
export function addressKey(ipAddress: string): string {
  if (!isIPv6(ipAddress) || ipAddress.includes('.')) return ipAddress.replace(/^::ffff:/i, '');
  const [head = '', tail] = ipAddress.split('%')[0]?.toLowerCase().split('::') ?? [];
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...right];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

/** Of fixed length, and without the address in it. */
export function accountKey(email: string, ipAddress: string): string {
  return createHash('sha256')
    .update(`${email} ${addressKey(ipAddress)}`)
    .digest('hex');
}
