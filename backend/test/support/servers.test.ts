import { access } from 'node:fs/promises';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { expect, it } from 'vitest';
import { launchChromium } from './chromium.ts';
import { startTestPostgres } from './postgres-server.ts';
import { startRedisServer } from './redis-server.ts';

const TIMEOUT_MS = 300_000;

it(
  'starts a Postgres for a test run',
  async () => {
    const postgres = await startTestPostgres();
    const client = new Client({ connectionString: postgres.url });
    await client.connect();
    const { rows } = await client.query('SHOW data_directory');
    await client.end();
    await postgres.stop();
    await expect(access(rows[0].data_directory)).rejects.toThrow(/ENOENT/);
  },
  TIMEOUT_MS,
);

it(
  'starts a Redis where there is one',
  async ({ skip }) => {
    const server = await startRedisServer();
    if (!server) {
      skip('no redis-server here');
      return;
    }
    const redis = new Redis(server.url);
    expect(await redis.set('key', 'value')).toBe('OK');
    redis.disconnect();
    await server.stop();
  },
  TIMEOUT_MS,
);

it(
  'starts a Chromium',
  async () => {
    const browser = await launchChromium();
    const page = await browser.newPage();
    await page.setContent('<h1>Olá</h1>');
    expect(await page.textContent('h1')).toBe('Olá');
    await browser.close();
  },
  TIMEOUT_MS,
);
