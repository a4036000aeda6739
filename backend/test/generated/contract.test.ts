import { ephemeralEvents, realtimeEvents } from '@ticketz/contract/realtime';
import { describe, expect, it } from 'vitest';
import { allRoutes } from '../../src/app/routes.ts';
import { createAccessTokens } from '../../src/features/auth/access-token.ts';
import { endpoints } from './endpoints.ts';
import { propertyNames, toSchema } from './sample.ts';

const secretLike = /password|hash|secret|creds|sealed|token/i;
/** Named like a secret, and meant to be told. */
const told = {
  /** The access token: its owner gets it at log-in and keeps it in memory. */
  session: ['accessToken'],
  anywhere: ['mustChangePassword'],
};
const sessionEndpoints = ['logIn', 'refresh', 'changePassword'];

const routes = allRoutes({
  env: { PUBLIC_URL: undefined, SOURCE_URL: 'https://example.org' },
  tokens: createAccessTokens('a secret for the tests of this machine only'),
  companyLimits: { takeSend: async () => undefined, takeUpload: () => () => undefined },
  sealer: { seal: (plain) => Buffer.from(plain) },
  rateLimits: {
    create: () => ({ take: async () => undefined, reset: async () => undefined }),
    close: async () => undefined,
  },
});

describe('The contract and the server', () => {
  it.each(endpoints)('%s is routed exactly once', (_name, endpoint) => {
    expect(routes.filter((route) => route.endpoint === endpoint)).toHaveLength(1);
  });

  it('has every route in the contract', () => {
    const known = new Set(endpoints.map(([, endpoint]) => endpoint));
    expect(routes.filter(({ endpoint }) => !known.has(endpoint))).toEqual([]);
  });

  it('lets no two endpoints share a way', () => {
    const ways = endpoints.map(([, { method, path }]) => `${method} ${path.replaceAll(/:\w+/g, ':id')}`);
    expect(new Set(ways).size).toBe(ways.length);
  });

  it('asks who is calling wherever the contract says so', () => {
    for (const { endpoint, mode } of routes) {
      expect(mode === 'public', endpoint.path).toBe(endpoint.access === 'public');
    }
  });

  it('reads bodies only where there may be one', () => {
    for (const [name, { method, body }] of endpoints) {
      if (method === 'GET' || method === 'DELETE') expect(body, name).toBeUndefined();
    }
  });
});

describe('Nothing that is named like a secret leaves the server', () => {
  it.each(endpoints)('in the answer of %s', (name, { response }) => {
    const allowed = [...told.anywhere, ...(sessionEndpoints.includes(name) ? told.session : [])];
    const names = propertyNames(toSchema(response, 'output')).filter((property) => secretLike.test(property));
    expect(names.filter((property) => !allowed.includes(property))).toEqual([]);
  });

  it.each(Object.entries({ ...realtimeEvents, ...ephemeralEvents }))('in the event %s', (_name, event) => {
    const names = propertyNames(toSchema(event, 'output')).filter((property) => secretLike.test(property));
    expect(names.filter((property) => !told.anywhere.includes(property))).toEqual([]);
  });
});
