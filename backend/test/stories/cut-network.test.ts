import type { Customer } from '@ticketz/mock-whatsapp/api/customer';
import type { Phone } from '@ticketz/mock-whatsapp/api/phone';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Agent } from './agent.ts';
import { tellInChapters } from './chapters.ts';
import { newCustomer } from './companies.ts';
import { seriousFindings } from './findings.ts';
import { pictures } from './pictures.ts';
import { type StorySystem, startStorySystem } from './story-system.ts';

let system: StorySystem;

beforeAll(async () => {
  system = await startStorySystem();
});
afterAll(() => system?.stop());

describe('A cut network', () => {
  const shoot = pictures('cut-network');
  tellInChapters(() => system.pages, shoot);
  const cut = /ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|WebSocket connection to .* failed/;
  let ana: Agent;
  let phone: Phone;
  let maria: Customer;

  it('is said, and what one writes meanwhile is kept', async () => {
    system.pages.allow(cut);
    const shop = await system.makeCompany('Shop by the sea');
    ({ phone } = await shop.linkPhone());
    ana = await system.logIn(await shop.addPerson('Ana'));
    maria = newCustomer(system.whatsapp, 'Maria');
    await maria.sendText(phone, 'Before the storm');
    await ana.open('Maria');
    await ana.accept();
    await ana.answer('Before the cut');
    await ana.ticked('Before the cut', 'Delivered').waitFor();

    // What a browser keeps of the app to open it without a network.
    await ana.page.evaluate(async () => void (await navigator.serviceWorker.ready));
    const before = await ana.bubble('Before the cut').boundingBox();
    await ana.page.context().setOffline(true);
    await ana.page.getByText('You are offline.').waitFor();
    expect(await ana.bubble('Before the cut').boundingBox()).toEqual(before);
    await ana.answer('Written in the dark, first');
    await ana.answer('Written in the dark, second');
    await ana.ticked('Written in the dark, second', 'On its way').waitFor();
    await shoot(ana.page, 'offline');
    await maria.sendText(phone, 'Written meanwhile');
    await newCustomer(system.whatsapp, 'João').sendText(phone, 'Somebody new meanwhile');
    expect(maria.chat(phone).some(({ text }) => text?.startsWith('Written in the dark'))).toBe(false);
  });

  it('shows what waits also after a reload without any network', async () => {
    system.pages.allow(cut);
    await ana.page.reload();
    const waiting = ana.page.getByRole('region', { name: '2 messages wait here to be sent' });
    await waiting.waitFor();
    expect(await waiting.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringContaining('Written in the dark, first'),
      expect.stringContaining('Written in the dark, second'),
    ]);
    expect(await seriousFindings(ana.page)).toEqual([]);
    await shoot(ana.page, 'reloaded-offline');
  });

  it('loses nothing over a reload while the server takes no messages', async () => {
    system.pages.allow(cut);
    // The page itself can be loaded, as a browser's cache would give it; the server can't be reached.
    const { page } = ana;
    await page.route('**/api/**/messages', (route) =>
      route.request().method() === 'POST' ? route.abort('internetdisconnected') : route.continue(),
    );
    await page.context().setOffline(false);
    await page.reload();
    await ana.ticked('Written in the dark, first', 'On its way').waitFor();
    await ana.ticked('Written in the dark, second', 'On its way').waitFor();
    await shoot(page, 'kept-over-a-reload');
    await page.unroute('**/api/**/messages');
  });

  it('sends all of it when the network is back, and shows what came, each once and in order', async () => {
    system.pages.allow(cut);
    await maria.waitForMessage('Written in the dark, second');
    await ana.ticked('Written in the dark, first', 'Delivered').waitFor();
    await ana.ticked('Written in the dark, second', 'Delivered').waitFor();
    await ana.bubble('Written meanwhile').waitFor();
    expect(await ana.texts()).toEqual([
      'Before the storm',
      'Before the cut',
      'Written meanwhile',
      'Written in the dark, first',
      'Written in the dark, second',
    ]);
    expect(maria.chat(phone).map(({ text, copies }) => `${text} ${copies}`)).toEqual([
      'Before the storm 1',
      'Before the cut 1',
      'Written meanwhile 1',
      'Written in the dark, first 1',
      'Written in the dark, second 1',
    ]);
    await ana.tab('Waiting').click();
    await ana.row('João').getByText('Somebody new meanwhile').waitFor();
    await shoot(ana.page, 'all-there');
  });

  it('closes the hole of a cut without a reload, too', async () => {
    system.pages.allow(cut);
    const { page } = ana;
    await page.context().setOffline(true);
    await page.getByText('You are offline.').waitFor();
    await maria.sendMany(phone, ['One in the hole', 'Two in the hole', 'Three in the hole']);
    await phone.waitForMessage('Three in the hole');
    await page.context().setOffline(false);
    for (const one of ['One', 'Two', 'Three']) await ana.bubble(`${one} in the hole`).waitFor();
    expect((await ana.texts()).slice(-3)).toEqual([
      'One in the hole',
      'Two in the hole',
      'Three in the hole',
    ]);
    await page.getByText('You are offline.').waitFor({ state: 'detached' });
    await ana.answer('All arrived');
    await ana.ticked('All arrived', 'Delivered').waitFor();
    await shoot(page, 'no-hole');
  });

  it('sends what a closed browser kept, once and in order, when it is opened again', async () => {
    system.pages.allow(cut);
    const context = ana.page.context();
    await context.setOffline(true);
    await ana.page.getByText('You are offline.').waitFor();
    await ana.answer('Last words, first');
    await ana.answer('Last words, second');
    await ana.ticked('Last words, second', 'On its way').waitFor();
    const address = ana.page.url();
    const kept = await context.storageState();
    await context.close();

    const again = await system.pages.openContext({ baseURL: system.url, storageState: kept });
    ana = new Agent(await again.newPage(), ana.account);
    await ana.page.goto(address);
    await ana.ticked('Last words, first', 'Delivered').waitFor();
    await ana.ticked('Last words, second', 'Delivered').waitFor();
    await ana.bubble('All arrived').waitFor();
    expect((await ana.texts()).slice(-3)).toEqual(['All arrived', 'Last words, first', 'Last words, second']);
    expect(
      maria
        .chat(phone)
        .slice(-3)
        .map(({ text, copies }) => `${text} ${copies}`),
    ).toEqual(['All arrived 1', 'Last words, first 1', 'Last words, second 1']);
  });
});
