import type { Endpoint } from '@ticketz/contract/endpoint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callEndpoint, paramNames } from './call-endpoint.ts';
import { protectedEndpoints } from './endpoints.ts';
import { idPaths, replaceAt, type Schema, sampleOf, toSchema, variantsOf } from './sample.ts';
import { type SecurityApp, startSecurityApp } from './security-app.ts';
import { type CompanyWorld, fingerprint, idsWithoutRow } from './world.ts';

let app: SecurityApp;
let ours: CompanyWorld;
let theirs: CompanyWorld;

beforeAll(async () => {
  app = await startSecurityApp();
  [ours, theirs] = await Promise.all([app.worlds.make(), app.worlds.make()]);
});
afterAll(() => app.close());

/** The super admin's endpoints are for other companies. */
const companyEndpoints = protectedEndpoints.filter(([, { access }]) => access !== 'super');
const withIds = companyEndpoints.filter(([, endpoint]) => paramNames(endpoint).length > 0);

function idOf(world: CompanyWorld, name: string): string {
  const id = world.ids[name];
  if (!id) throw new Error(`"${name}" is new: make a row for it in world.ts, or add it to idsWithoutRow`);
  return id;
}

function paramsOf(endpoint: Endpoint, world: CompanyWorld): Record<string, string> {
  return Object.fromEntries(paramNames(endpoint).map((name) => [name, idOf(world, name)]));
}

function bodiesOf(endpoint: Endpoint): unknown[] {
  if (!endpoint.body) return [undefined];
  return variantsOf(toSchema(endpoint.body, 'input')).map((variant) => sampleOf(variant, ours.ids));
}

function callAs(endpoint: Endpoint, input: { params?: Record<string, string>; body?: unknown }) {
  const who = endpoint.access === 'agent' ? ours.people.agent : ours.people.admin;
  const query = endpoint.query && {
    tab: 'all',
    text: 'Good morning',
    firstDay: '2026-01-01',
    lastDay: '2026-01-31',
  };
  return callEndpoint(app.url, endpoint, { ...input, query, token: who?.token });
}

function bothFingerprints() {
  return Promise.all([fingerprint(app.owner, ours.id), fingerprint(app.owner, theirs.id)]);
}

describe("Another company's id in the path finds nothing and changes nothing", () => {
  it.each(withIds)('%s', async (_name, endpoint) => {
    const own = paramsOf(endpoint, ours);
    const foreign = paramsOf(endpoint, theirs);
    const mixes = [foreign, ...Object.keys(own).map((name) => ({ ...own, [name]: foreign[name] ?? '' }))];
    const before = await bothFingerprints();
    for (const params of mixes) {
      for (const body of bodiesOf(endpoint)) {
        expect(await callAs(endpoint, { params, body })).toMatchObject({ status: 404, code: 'not_found' });
      }
    }
    expect(await bothFingerprints()).toEqual(before);
  });

  it.each(withIds)('%s finds the own', async (_name, endpoint) => {
    const [body] = bodiesOf(endpoint);
    const answered = await callAs(endpoint, { params: paramsOf(endpoint, ours), body });
    // What it has changed, or deleted, the next one would miss.
    if (endpoint.method !== 'GET') ours = await app.worlds.make();
    expect(answered.status).not.toBe(404);
    expect(answered.status).toBeLessThan(500);
  });
});

describe("An id that is another kind of row's, or none, finds nothing", () => {
  it.each(withIds)('%s', async (_name, endpoint) => {
    const [body] = bodiesOf(endpoint);
    for (const id of [ours.id, 'me', '1', "' OR 1=1 --", '..%2f..', '%00']) {
      const params = Object.fromEntries(paramNames(endpoint).map((name) => [name, id]));
      expect(await callAs(endpoint, { params, body })).toMatchObject({ status: 404 });
    }
  });
});

describe("Another company's id in the body finds nothing and changes nothing", () => {
  const cases = companyEndpoints.flatMap(([name, endpoint]) =>
    (endpoint.body ? variantsOf(toSchema(endpoint.body, 'input')) : []).flatMap((variant) =>
      idPaths(variant)
        .filter(({ name: id }) => !idsWithoutRow.includes(id))
        .map(({ path, name: id }): [string, string, Endpoint, string[], Schema] => [
          name,
          id,
          endpoint,
          path,
          variant,
        ]),
    ),
  );

  it.each(cases)('%s with %s', async (_name, id, endpoint, path, variant) => {
    const before = await bothFingerprints();
    const body = replaceAt(sampleOf(variant, ours.ids), path, idOf(theirs, id));
    expect(await callAs(endpoint, { params: paramsOf(endpoint, ours), body })).toMatchObject({ status: 404 });
    expect(await bothFingerprints()).toEqual(before);
  });

  it('knows every id that a body may hold', () => {
    for (const [, id] of cases) expect(ours.ids).toHaveProperty(id);
  });
});

describe("Lists show nothing of another company's", () => {
  const lists = companyEndpoints.filter(
    ([, endpoint]) => endpoint.method === 'GET' && paramNames(endpoint).length === 0,
  );
  it.each(lists)('%s', async (_name, endpoint) => {
    const { status, body } = await callAs(endpoint, {});
    expect(status).toBe(200);
    const text = JSON.stringify(body);
    for (const id of Object.values(theirs.ids)) expect(text).not.toContain(id);
  });
});
