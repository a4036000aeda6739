import type { Customer } from '@ticketz/mock-whatsapp/api/customer';
import type { Phone } from '@ticketz/mock-whatsapp/api/phone';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Agent } from './agent.ts';
import { tellInChapters } from './chapters.ts';
import { type Account, type Company, newCustomer, password } from './companies.ts';
import { pictures } from './pictures.ts';
import { type StorySystem, startStorySystem } from './story-system.ts';
import { onlyEnglish, saidBy, textOf } from './words.ts';

/** What is loaded when it is needed takes its place a moment later. */
const soon = { timeout: 5_000 };

let system: StorySystem;
let shop: Company;
let phone: Phone;

beforeAll(async () => {
  system = await startStorySystem();
  shop = await system.makeCompany('Loja Aurora');
  ({ phone } = await shop.linkPhone());
});
afterAll(() => system?.stop());

describe('On a phone', () => {
  const shoot = pictures('phone');
  tellInChapters(() => system.pages, shoot);
  const screen = { width: 390, height: 844 };
  let ana: Agent;

  it('goes from the list into a conversation and back', async () => {
    const maria = newCustomer(system.whatsapp, 'Maria Aparecida dos Santos Oliveira');
    await maria.sendText(
      phone,
      'Hello from a small screen, with a text that is longer than the screen is wide',
    );
    ana = await system.logIn(await shop.addPerson('Ana'), {
      viewport: screen,
      deviceScaleFactor: 2,
      isMobile: true,
      hasTouch: true,
    });
    await ana.row('Maria').waitFor();
    await expectNoSidewaysScrolling();
    await shoot(ana.page, 'list');
    await ana.row('Maria').getByRole('link').tap();
    await ana.bubble('Hello from a small screen').waitFor();
    expect(await ana.list.count()).toBe(0);
    await expectNoSidewaysScrolling();
    await shoot(ana.page, 'conversation');
    await ana.page.goBack();
    await ana.row('Maria').waitFor();
    await ana.row('Maria').getByRole('link').tap();
    await ana.conversation.getByRole('link', { name: 'Back to the list' }).tap();
    await ana.row('Maria').waitFor();
    expect(await ana.conversation.count()).toBe(0);
  });

  it('accepts and answers, with the composer in sight and targets a thumb can hit', async () => {
    await ana.row('Maria').getByRole('link').tap();
    const accept = ana.conversation.getByRole('button', { name: 'Accept to answer' });
    await expectThumbSized(accept);
    await accept.tap();
    await expectInSight(ana.composer);
    await ana.composer.fill('Good morning!');
    const send = ana.conversation.getByRole('button', { name: 'Send', exact: true });
    for (const target of [
      send,
      ana.conversation.getByRole('button', { name: 'Send a place, contacts or a poll' }),
      ana.conversation.getByRole('button', { name: /emoji/i }),
      ana.conversation.getByRole('button', { name: 'Note', exact: true }),
      ana.conversation.getByRole('link', { name: 'Back to the list' }),
      ana.conversation.getByRole('button', { name: 'Close', exact: true }),
    ]) {
      await expectThumbSized(target);
    }
    await send.tap();
    await ana.ticked('Good morning!', 'Delivered').waitFor();
    await expectInSight(ana.composer);
    await expectInSight(ana.bubble('Good morning!'));
    await shoot(ana.page, 'answered');
    await ana.conversation.getByRole('button', { name: /show contact/i }).tap();
    await ana.page.getByRole('heading', { name: 'This ticket' }).waitFor();
    await shoot(ana.page, 'contact');
    await ana.page.goBack();
    await ana.composer.waitFor();
  });

  async function expectInSight(locator: Locator): Promise<void> {
    await expect
      .poll(async () => {
        const box = await locator.boundingBox();
        return (box?.y ?? -1) >= 0 && (box?.y ?? 0) + (box?.height ?? 0) <= screen.height;
      }, soon)
      .toBe(true);
  }

  async function expectThumbSized(locator: Locator): Promise<void> {
    await expect
      .poll(async () => {
        const box = await locator.boundingBox();
        return Math.min(box?.width ?? 0, box?.height ?? 0);
      }, soon)
      .toBeGreaterThanOrEqual(44);
  }

  async function expectNoSidewaysScrolling(): Promise<void> {
    const wider = await ana.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(wider).toBe(false);
  }
});

describe('In Portuguese, and in Spanish', () => {
  const shoot = pictures('portuguese');
  tellInChapters(() => system.pages, shoot);
  const pt = (key: string) => textOf('pt-BR', key);

  it('says nothing in English on any page', async () => {
    const english = onlyEnglish('pt-BR');
    const account = await shop.addPerson('Rosa', 'admin');
    const joao = newCustomer(system.whatsapp, 'João da Silva');
    await joao.sendText(phone, 'Bom dia, tudo bem?');
    const context = await system.pages.openContext({ baseURL: system.url, locale: 'pt-BR' });
    const page = await context.newPage();
    const look = async (name: string) => {
      const said = await saidBy(page);
      expect(
        said.filter((text) => english.has(text)),
        name,
      ).toEqual([]);
      // A key that has no text, or a text whose values weren't filled in.
      expect(
        said.filter((text) => /^[a-z]\w*([.:][a-z]\w*)+$|\{\w+/i.test(text)),
        name,
      ).toEqual([]);
      await shoot(page, name);
    };

    await page.goto('/login');
    await page.getByRole('heading', { name: pt('auth.login.title') }).waitFor();
    await look('log-in');
    await page.getByLabel(pt('auth.login.email')).fill(account.email);
    await page.getByLabel(pt('auth.login.password'), { exact: true }).fill(password);
    await page.getByRole('button', { name: pt('auth.login.submit') }).click();
    await page.getByRole('listitem').filter({ hasText: 'João' }).getByRole('link').click();
    await page.getByRole('article').getByText('Bom dia, tudo bem?').waitFor();
    await page.getByRole('heading', { name: 'Hoje' }).waitFor();
    await page
      .getByText(/^\d{1,2} de \p{L}+ de \d{4}/u)
      .first()
      .waitFor();
    await look('ticket');
    await page.getByRole('button', { name: pt('messages.composer.accept') }).click();
    await page.getByPlaceholder(pt('messages.composer.placeholder')).waitFor();
    await look('composer');
    await page.keyboard.press('Control+k');
    await page.getByRole('listbox').waitFor();
    await look('palette');
    await page.keyboard.press('Escape');
    const places = {
      connections: 'connections.page.title',
      users: 'users.page.title',
      profile: 'profile.title',
      about: 'about.title',
      nowhere: 'common.notFound.title',
      companies: 'common.forbidden.title',
    };
    for (const [path, title] of Object.entries(places)) {
      await page.goto(`/${path}`);
      await page.getByRole('heading', { name: pt(title), exact: true }).waitFor();
      await look(path);
    }
    await page.goto('/users');
    await page.getByRole('button', { name: pt('users.page.add') }).click();
    await page.getByRole('dialog').waitFor();
    await look('add-a-person');
    expect(await page.locator('html').getAttribute('lang')).toBe('pt-BR');
  });

  it('speaks Spanish to those who choose it', async () => {
    const context = await system.pages.openContext({ baseURL: system.url });
    const page = await context.newPage();
    await page.goto('/login');
    await page.getByRole('button', { name: 'Español' }).click();
    await page.getByRole('heading', { name: textOf('es', 'auth.login.title') }).waitFor();
    const said = await saidBy(page);
    const english = onlyEnglish('es');
    expect(said.filter((text) => english.has(text))).toEqual([]);
    await shoot(page, 'spanish-log-in');
  });
});

describe('With the keyboard alone', () => {
  const shoot = pictures('keyboard');
  tellInChapters(() => system.pages, shoot);

  it('logs in, finds the next ticket, accepts, answers, closes and takes that back', async () => {
    const desk = await system.makeCompany('Shop of keys');
    const line = await desk.linkPhone();
    const account: Account = await desk.addPerson('Ana');
    const customers: Customer[] = ['Maria', 'João'].map((name) => newCustomer(system.whatsapp, name));
    const [maria] = customers;
    for (const customer of customers) await customer.sendText(line.phone, `${customer.name} has a question`);

    const context = await system.pages.openContext({ baseURL: system.url });
    const page = await context.newPage();
    const { keyboard } = page;
    const ana = new Agent(page, account);
    await page.goto('/login');
    await page.getByLabel('E-mail').waitFor();
    await keyboard.type(account.email);
    await keyboard.press('Tab');
    await keyboard.type(password);
    await keyboard.press('Enter');
    await ana.row('Maria').waitFor();

    await keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Commands' }).waitFor();
    await keyboard.type('next tick');
    await page.getByRole('option', { name: /Next ticket/, selected: true }).waitFor();
    await shoot(page, 'palette');
    await keyboard.press('Enter');
    await ana.conversation.getByRole('heading', { name: 'João', exact: true }).waitFor();
    await keyboard.press('j');
    await ana.conversation.getByRole('heading', { name: 'Maria', exact: true }).waitFor();
    await keyboard.press('a');
    await ana.composer.waitFor();
    await keyboard.type('An answer from the keys');
    await keyboard.press('Enter');
    await maria?.waitForMessage('An answer from the keys');
    await ana.ticked('An answer from the keys', 'Delivered').waitFor();
    await shoot(page, 'answered');

    await keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Commands' }).waitFor();
    await keyboard.type('close the');
    await page.getByRole('option', { name: /Close the ticket/, selected: true }).waitFor();
    await keyboard.press('Enter');
    await ana.conversation.getByText('This conversation is closed.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    // A notice waits while its window is left; five seconds are short for a busy machine.
    await page.evaluate(() => window.dispatchEvent(new Event('blur')));
    const undoFocused = () => page.evaluate(() => document.activeElement?.textContent?.startsWith('Undo'));
    // Everything of the conversation and its contact lies before it; `z` takes back, too.
    for (let steps = 0; steps < 40 && !(await undoFocused()); steps += 1) await keyboard.press('Tab');
    expect(await undoFocused()).toBe(true);
    await shoot(page, 'undo-has-the-focus');
    await keyboard.press('Enter');
    await ana.composer.waitFor();
    await keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Commands' }).waitFor();
    await keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Commands' }).waitFor({ state: 'detached' });
    await shoot(page, 'open-again');
  });
});
