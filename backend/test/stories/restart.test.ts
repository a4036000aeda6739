import { messageEndpoints } from '@ticketz/contract/messages';
import type { Customer } from '@ticketz/mock-whatsapp/api/customer';
import type { Phone } from '@ticketz/mock-whatsapp/api/phone';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFreePort } from '../../src/core/embedded-postgres-server.ts';
import type { Agent } from './agent.ts';
import { tellInChapters } from './chapters.ts';
import { type Account, type Companies, createCompanies, newCustomer } from './companies.ts';
import { pictures } from './pictures.ts';
import { type ProductProcess, startProduct } from './product-process.ts';
import { logIn, type StoryWorld, startWorld } from './story-system.ts';

/** What a killed process held is free when its lease has run out, 15 s after it was renewed. */
const takeoverMs = 45_000;

let world: StoryWorld;
let companies: Companies;
let product: ProductProcess;
let port: number;

const start = async () => {
  product = await startProduct({
    port,
    databaseUrl: world.database.url,
    whatsappUrl: world.whatsappUrl,
  });
};

beforeAll(async () => {
  world = await startWorld();
  port = await findFreePort();
  await start();
  companies = createCompanies({ url: product.url, ...world });
});
afterAll(async () => {
  await world?.pages.closeAll();
  await product?.kill();
  await world?.stop();
});

describe('A restart', () => {
  const shoot = pictures('restart');
  tellInChapters(() => world.pages, shoot);
  // Nobody answers in between: every browser says so, in many words.
  const away = /net::ERR_|WebSocket|50[0-9] \(/;
  let ana: Agent;
  let account: Account;
  let phone: Phone;
  let maria: Customer;

  it('stops within its time and resumes the connection without a new QR code', async () => {
    world.pages.allow(away);
    const shop = await companies.make('Shop that restarts');
    ({ phone } = await shop.linkPhone());
    account = await shop.addPerson('Ana');
    ana = await logIn(world.pages, product.url, account);
    maria = newCustomer(world.whatsapp, 'Maria');
    await maria.sendText(phone, 'Before the restart');
    await ana.open('Maria');
    await ana.accept();
    await ana.answer('Noted');
    await ana.ticked('Noted', 'Delivered').waitFor();

    const asked = Date.now();
    await product.stop();
    expect(Date.now() - asked).toBeLessThan(10_000);
    expect(phone.devices.map(({ online }) => online)).toEqual([false]);
    await ana.page.getByText('Reconnecting…').waitFor();
    await shoot(ana.page, 'stopped');
    for (const text of ['First while away', 'Second while away', 'Third while away']) {
      await maria.sendText(phone, text);
    }
    await ana.answer('Written while it was away');

    await start();
    await phone.waitForDevice(({ online }) => online, { timeoutMs: 60_000 });
    expect(phone.devices).toHaveLength(1);
  });

  it('shows what was written meanwhile once and in order, without a reload', async () => {
    world.pages.allow(away);
    for (const one of ['First', 'Second', 'Third']) await ana.bubble(`${one} while away`).waitFor();
    await ana.ticked('Written while it was away', 'Delivered').waitFor();
    expect((await storedTexts()).toSorted()).toEqual((await ana.texts()).toSorted());
    expect((await storedTexts()).filter((text) => text.includes('while away'))).toEqual([
      'First while away',
      'Second while away',
      'Third while away',
    ]);
    await ana.page.getByText('Reconnecting…').waitFor({ state: 'detached' });
    await shoot(ana.page, 'back');
  });

  it('loses and doubles nothing when a process is killed while messages flow', async () => {
    world.pages.allow(away);
    const flowName = 'Flow ';
    const answerName = 'Answer ';
    const sent: string[] = [];
    const write = async (count: number) => {
      for (let index = 0; index < count; index += 1) {
        sent.push(`${flowName}${sent.length + 1}`);
        await maria.sendText(phone, sent.at(-1) ?? '');
      }
    };
    await write(15);
    const answers = ['one', 'two', 'three'].map((number) => `${answerName}${number}`);
    for (const answer of answers) await ana.answer(answer);
    const flow = write(30);
    await product.kill();
    await flow;
    await start();
    await write(10);

    const missing = async () => {
      const stored = await storedTexts();
      return [...sent, ...answers].filter((text) => !stored.includes(text));
    };
    await expect.poll(missing, { timeout: takeoverMs, interval: 250 }).toEqual([]);
    const flowed = (await storedTexts()).filter((text) => text.startsWith(flowName));
    expect(flowed).toEqual(sent);
    await ana.bubble(`${flowName}${sent.length}`).waitFor();
    for (const answer of answers) await maria.waitForMessage(answer, { timeoutMs: takeoverMs });
    expect(maria.chat(phone).filter(({ text }) => text?.startsWith(answerName))).toHaveLength(answers.length);
    for (const answer of answers) await ana.ticked(answer, 'Delivered').waitFor({ state: 'attached' });
    expect(phone.devices).toHaveLength(1);
    await shoot(ana.page, 'after-the-kill');
  });

  /** The conversation as the server has it. */
  async function storedTexts(): Promise<string[]> {
    const api = await companies.apiOf(account);
    const ticketId = new URL(ana.page.url()).pathname.split('/').at(-1) ?? '';
    const { items } = await api.call(messageEndpoints.listMessages, {
      params: { ticketId },
      query: { limit: 100 },
    });
    return items.map(({ text }) => text);
  }
});
