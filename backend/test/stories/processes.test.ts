import { connectionEndpoints } from '@ticketz/contract/connections';
import { afterEach, describe, expect, it } from 'vitest';
import { findFreePort } from '../../src/core/embedded-postgres-server.ts';
import type { ProcessName } from '../../src/core/env.ts';
import { startRedisServer } from '../support/redis-server.ts';
import { createCompanies, newCustomer } from './companies.ts';
import { pictures } from './pictures.ts';
import { type ProductProcess, startProduct } from './product-process.ts';
import { logIn, startWorld } from './story-system.ts';

describe('Web, worker and WhatsApp sessions as processes of their own', () => {
  const shoot = pictures('processes');
  const closers: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).toReversed()) await close();
  });

  it('do the main job on Postgres alone', () => mainJob('postgres', undefined));

  it('do the main job on Postgres and Redis', async ({ skip }) => {
    const redis = await startRedisServer();
    if (!redis) return skip('no redis-server here');
    closers.push(() => redis.stop());
    await mainJob('redis', redis.url);
  });

  async function mainJob(bus: string, redisUrl: string | undefined): Promise<void> {
    const world = await startWorld();
    closers.push(
      () => world.stop(),
      () => world.pages.closeAll(),
    );
    const { url } = await startProcesses(world.database.url, world.whatsappUrl, redisUrl);
    const companies = createCompanies({ url, ...world });
    const shop = await companies.make('Shop of processes');
    const { phone } = await shop.linkPhone();
    const ana = await logIn(world.pages, url, await shop.addPerson('Ana'));
    const maria = newCustomer(world.whatsapp, 'Maria');
    await maria.sendText(phone, 'Through three processes');
    await ana.row('Maria').getByText('Through three processes').waitFor();
    await ana.open('Maria');
    await ana.accept();
    await ana.composer.fill('And back');
    await expect.poll(() => maria.isTyping(phone)).toBe(true);
    await ana.composer.press('Enter');
    await maria.waitForMessage('And back');
    await maria.read(phone);
    await ana.ticked('And back', 'Read').waitFor();
    await shoot(ana.page, `${bus}-blue-ticks`);

    const admin = await companies.apiOf(await shop.addPerson('Rosa', 'admin'));
    world.whatsapp.faults.logOut({ phone });
    await expect
      .poll(async () => (await admin.call(connectionEndpoints.listConnections, {})).items[0]?.reason)
      .toBe('logged_out');
    world.pages.expectQuiet();
  }

  async function startProcesses(
    databaseUrl: string,
    whatsappUrl: string,
    redisUrl: string | undefined,
  ): Promise<ProductProcess> {
    const names: ProcessName[] = ['web', 'worker', 'whatsapp'];
    const started = await Promise.all(
      names.map(async (name) => {
        const port = await findFreePort();
        const product = await startProduct({ port, databaseUrl, whatsappUrl, redisUrl, processes: [name] });
        closers.push(() => product.stop());
        return product;
      }),
    );
    const [web] = started;
    if (!web) throw new Error('There is no web process');
    return web;
  }
});
