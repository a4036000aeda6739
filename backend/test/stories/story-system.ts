import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MockWhatsApp } from '@ticketz/mock-whatsapp/api/mock-whatsapp';
import { startDemoWhatsApp } from '@ticketz/mock-whatsapp/control/demo-whatsapp';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { type RunningApp, startApp } from '../../src/app/start.ts';
import { loadEnv } from '../../src/core/env.ts';
import { createLogger } from '../../src/core/logger.ts';
import { mockEnvironment } from '../harness/media-shop.ts';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.ts';
import { launchChromium } from '../support/chromium.ts';
import { Agent } from './agent.ts';
import { ensureBuilt } from './built-parts.ts';
import { type Account, type Companies, type Company, createCompanies } from './companies.ts';
import { type WatchedPages, watchPages } from './watched-pages.ts';

export const secrets = {
  APP_KEY: Buffer.alloc(32, 7).toString('base64'),
  JWT_SECRET: 'a secret for the stories of this machine only',
};

/** The world of a story without the product: phones, a database, browsers. */
export interface StoryWorld {
  whatsapp: MockWhatsApp;
  /** Where clients find this WhatsApp. */
  whatsappUrl: string;
  /** The demo phone's page. */
  phoneUrl: string;
  database: TestDatabase;
  pages: WatchedPages;
  stop(): Promise<void>;
}

/** The whole product, and the world around it. */
export interface StorySystem extends StoryWorld {
  url: string;
  firstAccount: RunningApp['firstAccount'];
  companies: Companies;
  makeCompany(name: string): Promise<Company>;
  /** A browser of this person's own, logged in, in the inbox. */
  logIn(account: Account, options?: BrowserContextOptions): Promise<Agent>;
}

let browser: Browser | undefined;

/** One for all stories that this process tells, each in windows of its own; it ends with the process. */
async function sharedBrowser(): Promise<Browser> {
  // A microphone that beeps, for whoever is allowed to use it.
  if (!browser?.isConnected()) {
    browser = await launchChromium({ args: ['--use-fake-device-for-media-stream'] });
  }
  return browser;
}

export async function startWorld(): Promise<StoryWorld> {
  ensureBuilt('pages', 'demoPhone');
  const [database, phones, pages] = await Promise.all([
    createTestDatabase(),
    startDemoWhatsApp(),
    sharedBrowser().then(watchPages),
  ]);
  return {
    whatsapp: phones.whatsapp,
    whatsappUrl: phones.url,
    phoneUrl: phones.phoneUrl,
    database,
    pages,
    async stop() {
      await pages.closeAll();
      await phones.close();
      await database.drop();
    },
  };
}

/** All of it in this process: web, worker and WhatsApp sessions, as `npm start` runs them. */
export async function startStorySystem(environment: Record<string, string> = {}): Promise<StorySystem> {
  const world = await startWorld();
  const { database, whatsapp, phoneUrl } = world;
  const dataDir = await mkdtemp(join(tmpdir(), 'ticketz-story-'));
  const given = {
    NODE_ENV: 'test',
    PORT: '0',
    DATA_DIR: dataDir,
    ...mockEnvironment(whatsapp),
    ...secrets,
    ...environment,
  };
  const env = loadEnv(given, () => secrets);
  const logger = createLogger({ level: process.env.TEST_LOG ?? 'error', name: 'story' });
  const app = await startApp({ env, databaseUrl: database.url, logger, demoPhoneUrl: phoneUrl });
  const { url, firstAccount } = app;
  const companies = createCompanies({ url, database, whatsapp });
  return {
    ...world,
    url,
    firstAccount,
    companies,
    makeCompany: companies.make,
    logIn: (account, options) => logIn(world.pages, url, account, options),
    async stop() {
      await world.pages.closeAll();
      await app.stop();
      await world.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}

export async function logIn(
  pages: WatchedPages,
  url: string,
  account: Account,
  options?: BrowserContextOptions,
): Promise<Agent> {
  const context = await pages.openContext({ baseURL: url, ...options });
  const agent = new Agent(await context.newPage(), account);
  await agent.logIn();
  return agent;
}
