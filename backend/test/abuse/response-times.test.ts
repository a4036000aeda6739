import type { Endpoint } from '@ticketz/contract/endpoint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callEndpoint, paramNames } from '../generated/call-endpoint.ts';
import { protectedEndpoints } from '../generated/endpoints.ts';
import { sampleOf, toSchema } from '../generated/sample.ts';
import { type SecurityApp, startSecurityApp } from '../generated/security-app.ts';
import type { CompanyWorld } from '../generated/world.ts';

/** The more often it took another time, the closer it is looked at. */
const pairs = [9, 25, 25, 25];
/** What a look into another company's row would cost is more than this; what the machine does beside is not. */
const tolerance = { share: 0.25, ms: 1.5 };
const missing = '01900000-0000-7000-8000-000000000000';

let app: SecurityApp;
let ours: CompanyWorld;
let theirs: CompanyWorld;

beforeAll(async () => {
  app = await startSecurityApp();
  [ours, theirs] = await Promise.all([app.worlds.make(), app.worlds.make()]);
});
afterAll(() => app.close());

const withIds = protectedEndpoints.filter(
  ([, endpoint]) => endpoint.access !== 'super' && paramNames(endpoint).length > 0,
);

async function timeOf(endpoint: Endpoint, ids: Record<string, string>): Promise<number> {
  const who = endpoint.access === 'admin' ? ours.people.admin : ours.people.agent;
  const params = Object.fromEntries(paramNames(endpoint).map((name) => [name, ids[name] ?? missing]));
  const body = endpoint.body && sampleOf(toSchema(endpoint.body, 'input'), ours.ids);
  const start = performance.now();
  const { status } = await callEndpoint(app.url, endpoint, { params, body, token: who?.token });
  const time = performance.now() - start;
  expect(status).toBe(404);
  return time;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Taken in turns, so that whatever the machine does meets both alike; the difference of each pair counts. */
async function compare(endpoint: Endpoint, count: number): Promise<{ difference: number; usual: number }> {
  const differences: number[] = [];
  const times: number[] = [];
  for (let pair = 0; pair < count; pair += 1) {
    const foreignFirst = pair % 2 === 0;
    const first = await timeOf(endpoint, foreignFirst ? theirs.ids : {});
    const second = await timeOf(endpoint, foreignFirst ? {} : theirs.ids);
    differences.push(foreignFirst ? first - second : second - first);
    times.push(first, second);
  }
  return { difference: Math.abs(median(differences)), usual: median(times) };
}

describe("16. the time of an answer doesn't tell another company's id from none", () => {
  it.each(withIds)('%s', async (_name, endpoint) => {
    await timeOf(endpoint, {});
    const seen: string[] = [];
    for (const count of pairs) {
      const { difference, usual } = await compare(endpoint, count);
      if (difference <= Math.max(tolerance.ms, usual * tolerance.share)) return;
      seen.push(`${difference.toFixed(2)} of ${usual.toFixed(2)} ms`);
    }
    expect.fail(`Each time it took another time: ${seen.join(', ')}`);
  });
});
