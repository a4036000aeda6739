import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { envSchema } from '../../src/core/env.ts';
import { readText } from './repository.ts';

type Service = {
  image?: string;
  restart?: string;
  privileged?: boolean;
  read_only?: boolean;
  user?: string;
  cap_drop?: string[];
  security_opt?: string[];
  ports?: string[];
  volumes?: string[];
  networks?: string[];
  healthcheck?: unknown;
  environment?: Record<string, string | null>;
  depends_on?: Record<string, { condition: string }>;
};
type Compose = {
  services: Record<string, Service>;
  networks?: Record<string, { internal?: boolean } | null>;
  volumes?: Record<string, unknown>;
};

const MAIN = 'docker-compose.yaml';
const ACME = 'docker-compose-acme.yaml';
const FILES = [MAIN, ACME, '.docker/behind-caddy.yaml'];
/** Images with a health check of their own: those built here. */
const BUILT = /^ticketz-/;

describe.each(FILES)('%s', (path) => {
  it('fits the Compose specification', async () => {
    expect(await faultsOf(await read(path))).toEqual([]);
  });
});

it('would notice a fault', async () => {
  expect(await faultsOf({ services: { web: { imagine: 'x' } } })).not.toEqual([]);
});

describe('the services', () => {
  it('come from pinned images, restart, and have no more rights than they need', async () => {
    for (const [name, service] of await allServices()) {
      expect(service.image, name).toMatch(/:\d+\.\d+(\.\d+)?(-[\w.]+)?$/);
      expect(service.restart, name).toBe('unless-stopped');
      expect(service.read_only, name).toBe(true);
      expect(service.cap_drop, name).toEqual(['ALL']);
      expect(service.security_opt, name).toContain('no-new-privileges:true');
      expect(service.privileged, name).toBeUndefined();
      expect(JSON.stringify(service), name).not.toContain('docker.sock');
      if (!BUILT.test(service.image ?? '')) expect(service.healthcheck, name).toBeDefined();
    }
  });

  it('are reached by the frontend only, or by Caddy only', async () => {
    expect(publishing(await read(MAIN))).toEqual(['frontend']);
    expect(publishing(await read(ACME))).toEqual(['caddy']);
    expect((await read('.docker/behind-caddy.yaml')).services.frontend?.ports).toEqual([]);
    expect(await readText('.docker/behind-caddy.yaml')).toContain('ports: !reset []');
  });

  it('keep database and Redis apart, behind passwords', async () => {
    const { services, networks } = await read(MAIN);
    expect(networks?.data?.internal).toBe(true);
    for (const name of ['postgres', 'redis']) expect(services[name]?.networks).toEqual(['data']);
    expect(services.frontend?.networks).toEqual(['outside']);
    expect(services.postgres?.environment?.POSTGRES_PASSWORD).toMatch(/^\$\{POSTGRES_PASSWORD:\?/);
    expect(services.web?.environment?.REDIS_URL).toMatch(/:\$\{REDIS_PASSWORD:\?/);
  });

  it('start the parts of the server one by one, once what they need is well', async () => {
    const { services, volumes } = await read(MAIN);
    for (const name of ['web', 'worker', 'whatsapp']) {
      expect(services[name]?.environment?.PROCESSES).toBe(name);
      expect(services[name]?.depends_on?.postgres).toEqual({ condition: 'service_healthy' });
      expect(services[name]?.depends_on?.redis).toEqual({ condition: 'service_healthy' });
    }
    const mounted = Object.values(services).flatMap((service) => service.volumes ?? []);
    for (const name of Object.keys(volumes ?? {})) {
      expect(
        mounted.some((mount) => mount.startsWith(`${name}:`)),
        name,
      ).toBe(true);
    }
  });

  it('are given only variables that the server reads, and all it must have', async () => {
    const { services } = await read(MAIN);
    const given = services.web?.environment ?? {};
    expect(Object.keys(envSchema.shape)).toEqual(expect.arrayContaining(Object.keys(given)));
    for (const secret of ['APP_KEY', 'JWT_SECRET', 'PUBLIC_URL']) expect(given[secret]).toMatch(/\$\{\w+:\?/);
  });
});

describe('.env.example', () => {
  it('explains every variable of the server and of the Compose files, and no other', async () => {
    const documented = [...(await readText('.env.example')).matchAll(/^#?\s?([A-Z][A-Z0-9_]+)=/gm)].map(
      ([, name]) => name,
    );
    const texts = await Promise.all([...FILES, '.docker/Caddyfile'].map(readText));
    const used = texts.flatMap((text) => [...text.matchAll(/(?<!\$)\$\{([A-Z_]+)|\{\$([A-Z_]+)\}/g)]);
    const names = new Set([
      ...Object.keys(envSchema.shape),
      ...used.map(([, compose, caddy]) => compose ?? caddy),
    ]);
    expect(new Set(documented)).toEqual(names);
  });
});

function publishing({ services }: Compose): string[] {
  return Object.entries(services).flatMap(([name, { ports }]) => (ports?.length ? [name] : []));
}

async function read(path: string): Promise<Compose> {
  const reset = { tag: '!reset', collection: 'seq' as const };
  return parse(await readText(path), { merge: true, customTags: [reset] });
}

async function allServices(): Promise<[string, Service][]> {
  const files = await Promise.all([read(MAIN), read(ACME)]);
  return files.flatMap(({ services }) => Object.entries(services));
}

/**
 * compose.schema.json is schema/compose-spec.json of github.com/compose-spec/compose-spec (Apache-2.0), as it comes in
 * the npm package dclint 3.1.0.
 */
async function faultsOf(compose: unknown): Promise<unknown[]> {
  const { $schema: _draft7, ...schema } = JSON.parse(
    await readText('backend/test/deploy/compose.schema.json'),
  );
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addFormat('ports', true).addFormat('expose', true).addFormat('subnet_ip_address', true);
  const validate = ajv.compile(schema);
  validate(compose);
  return validate.errors ?? [];
}
