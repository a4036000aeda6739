import { delay } from '../../src/core/clock.ts';
import type { BusyShop } from './flood-data.ts';

/** A company whose people look at lists, counts and conversations at a steady pace, so many times a second. */
export const neighbourPerSecond = 20;

/** How long each of their requests takes, over so many seconds, or until `ended` says so. */
export async function visit(
  url: string,
  { tokens, openTickets }: BusyShop,
  { seconds, ended = () => false }: { seconds: number; ended?: () => boolean },
): Promise<number[]> {
  const paths = [
    '/tickets?tab=waiting&limit=40',
    '/ticket-counts',
    ...openTickets.slice(0, 4).map((id) => `/tickets/${id}/messages`),
  ];
  const startedAt = performance.now();
  const waits: Promise<number>[] = [];
  for (let number = 0; number < seconds * neighbourPerSecond && !ended(); number += 1) {
    await delay(Math.max(0, startedAt + (number * 1_000) / neighbourPerSecond - performance.now()));
    waits.push(waitFor(url, paths[number % paths.length] ?? '', tokens[number % tokens.length] ?? ''));
  }
  return Promise.all(waits);
}

async function waitFor(url: string, path: string, token: string): Promise<number> {
  const startedAt = performance.now();
  const response = await fetch(`${url}/api${path}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(30_000),
  });
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`The neighbour got ${response.status}`);
  return performance.now() - startedAt;
}
