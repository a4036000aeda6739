import type { Endpoint } from '@ticketz/contract/endpoint';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paramNames } from '../generated/call-endpoint.ts';
import { endpoints } from '../generated/endpoints.ts';
import { type Schema, toSchema, variantsOf } from '../generated/sample.ts';
import { type SecurityApp, startSecurityApp } from '../generated/security-app.ts';
import { type CompanyWorld, fingerprint } from '../generated/world.ts';

/** FUZZ_SEED runs a failing one again; FUZZ_RUNS makes it longer by hand. */
const seed = Number(process.env.FUZZ_SEED ?? 20_261_121);
const numRuns = Number(process.env.FUZZ_RUNS ?? 25);
const deadlineMs = 10_000;

let app: SecurityApp;
let ours: CompanyWorld;
let theirs: CompanyWorld;
beforeAll(async () => {
  app = await startSecurityApp();
  ours = await app.worlds.make({ operator: true });
  theirs = await app.worlds.make();
});
afterAll(() => app.close());

const nastyTexts = [
  '',
  ' ',
  '\0',
  '\ud800',
  '\u202e',
  "' OR 1=1 --",
  '%00',
  '../..',
  '__proto__',
  '{{',
  '[object Object]',
];
const nastyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ maxLength: 200 }),
  fc.constantFrom(...nastyTexts),
  fc.integer({ min: 1, max: 70_000 }).map((length) => 'é'.repeat(length)),
);
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  nastyText,
  fc.constantFrom(null, true, 0, -1, 1e308, Number.MAX_SAFE_INTEGER, [], {}),
);

/** Mostly what the schema asks for, near its edges; now and then something else in its place. */
function nearly(schema: Schema, ids: string[]): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 4, arbitrary: fitting(schema, ids) }, { weight: 1, arbitrary: anything });
}

function fitting(schema: Schema, ids: string[]): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const variants = variantsOf(schema);
  if (variants.length > 1) return fc.oneof(...variants.map((variant) => fitting(variant, ids)));
  if (schema.type === 'object') return fittingObject(schema, ids);
  if (schema.type === 'array') return fc.array(nearly(schema.items ?? {}, ids), { maxLength: 5 });
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'integer' || schema.type === 'number') return fc.oneof(fc.integer(), fc.double());
  if (schema.format === 'uuid') return fc.oneof(fc.constantFrom(...ids), fc.uuid());
  if (schema.format === 'email') return fc.oneof(fc.emailAddress(), nastyText);
  return nastyText;
}

function fittingObject({ properties = {}, required = [] }: Schema, ids: string[]): fc.Arbitrary<unknown> {
  const arbitraries = Object.entries(properties).map(([key, value]) => [key, nearly(value, ids)] as const);
  const whole = fc.record(Object.fromEntries(arbitraries), { requiredKeys: required });
  const extra = fc.dictionary(
    fc.constantFrom('companyId', 'role', '__proto__', 'constructor', 'id', 'x'),
    anything,
    {
      maxKeys: 1,
    },
  );
  return fc.oneof(
    { weight: 5, arbitrary: whole },
    { weight: 1, arbitrary: fc.tuple(whole, extra).map(([one, other]) => ({ ...one, ...other })) },
  );
}

interface Wild {
  params: string[];
  query: unknown;
  body: unknown;
}

function wildCalls(endpoint: Endpoint): fc.Arbitrary<Wild> {
  const ids = [...Object.values(ours.ids), ...Object.values(theirs.ids)];
  const own = paramNames(endpoint).map((name) => ours.ids[name] ?? '');
  const param = (id: string) =>
    fc.oneof(
      { weight: 5, arbitrary: fc.constant(id) },
      { weight: 1, arbitrary: fc.oneof(fc.constantFrom(...ids), fc.uuid(), fc.string({ maxLength: 60 })) },
    );
  return fc.record({
    params: fc.tuple(...own.map(param)),
    query: endpoint.query ? nearly(toSchema(endpoint.query, 'input'), ids) : fc.constant({}),
    body: endpoint.body ? nearly(toSchema(endpoint.body, 'input'), ids) : fc.constant(undefined),
  });
}

async function send(endpoint: Endpoint, { params, query, body }: Wild): Promise<number> {
  const rest = [...params];
  const path = endpoint.path.replaceAll(/:(\w+)/g, () =>
    encodeURIComponent((rest.shift() ?? '').replaceAll(/\p{Surrogate}/gu, '\ufffd')),
  );
  const person = endpoint.access === 'agent' ? ours.people.agent : ours.people.super;
  const response = await fetch(`${app.url}/api${path}?${queryText(query)}`, {
    method: endpoint.method,
    headers: {
      authorization: `Bearer ${person?.token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(deadlineMs),
  });
  await response.arrayBuffer();
  return response.status;
}

function queryText(query: unknown): string {
  const pairs = typeof query === 'object' && query !== null ? Object.entries(query) : [['x', query]];
  const texts = pairs.map(([key, value]) => [String(key), textOf(value).slice(0, 4_000)]);
  return new URLSearchParams(texts).toString();
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** Slow on purpose: each call hashes a password. */
const hashes = ['logIn', 'changePassword', 'createUser', 'updateUser', 'createCompany'];

describe(`Never a 500, never a hung request (seed ${seed})`, () => {
  it.each(endpoints)(
    '%s',
    async (name, endpoint) => {
      const restore = await snapshot();
      await fc.assert(
        fc.asyncProperty(wildCalls(endpoint), async (wild) => {
          const status = await send(endpoint, wild);
          expect(status).toBeGreaterThanOrEqual(200);
          expect(status).toBeLessThan(500);
        }),
        { seed, numRuns: hashes.includes(name) ? Math.ceil(numRuns / 3) : numRuns, endOnFailure: true },
      );
      await restore();
    },
    60_000,
  );

  it('and another company is as it was', async () => {
    expect(await fingerprint(app.owner, theirs.id)).toEqual(theirsBefore);
  });
});

let theirsBefore: Record<string, string>;

/** What one endpoint has done must not leave the next with nothing to find. */
async function snapshot(): Promise<() => Promise<void>> {
  theirsBefore ??= await fingerprint(app.owner, theirs.id);
  return async () => {
    await app.owner.query('UPDATE sessions SET revoked_at = NULL WHERE company_id = $1', [ours.id]);
    await app.owner.query('UPDATE users SET active = true WHERE company_id = $1', [ours.id]);
    await app.owner.query('UPDATE connections SET deleted_at = NULL WHERE company_id = $1', [ours.id]);
  };
}
