import { connectionEndpoints } from '@ticketz/contract/connections';
import type { Customer } from '@ticketz/mock-whatsapp/api/customer';
import type { Phone } from '@ticketz/mock-whatsapp/api/phone';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Agent } from './agent.ts';
import { tellInChapters } from './chapters.ts';
import { type Company, newCustomer, password } from './companies.ts';
import { seriousFindings } from './findings.ts';
import { pictures } from './pictures.ts';
import { type StorySystem, startStorySystem } from './story-system.ts';
import { onlyEnglish, saidBy, textOf } from './words.ts';

let system: StorySystem;

beforeAll(async () => {
  system = await startStorySystem();
});
afterAll(() => system?.stop());

describe('The ledger of a connection', () => {
  const shoot = pictures('ledger');
  tellInChapters(() => system.pages, shoot);
  let shop: Company;
  let phone: Phone;
  let connectionId: string;
  let maria: Customer;
  let ana: Agent;
  let rosa: Agent;

  /** The figure with this name: the first one is the sum of all hours. */
  const figure = (name: string): Locator =>
    rosa.page.getByRole('region', { name: 'The last 48 hours' }).getByText(name, { exact: true }).first();
  const countOf = (name: string): Locator => figure(name).locator('xpath=following-sibling::dd');
  const table = () => rosa.page.getByRole('table', { name: 'Messages by hour, newest first' });
  const health = () => `/connections/${connectionId}/health`;

  it('is empty, and says so, before anything happened', async () => {
    shop = await system.makeCompany('Shop of sums');
    const account = await shop.addPerson('Rosa', 'admin');
    const api = await system.companies.apiOf(account);
    await api.call(connectionEndpoints.createConnection, { body: { name: 'New' } });
    rosa = await system.logIn(account);
    await rosa.go('Connections');
    await rosa.page.getByRole('link', { name: 'Health and messages' }).click();
    await rosa.page.getByRole('heading', { level: 1, name: 'New: health and messages' }).waitFor();
    await rosa.page.getByRole('heading', { name: 'No messages in the last 48 hours' }).waitFor();
    await rosa.page.getByText('In per minute').waitFor();
    await shoot(rosa.page, 'empty');
  });

  it('counts what came in and what went out, hour by hour', async () => {
    ({ phone, connectionId } = await shop.linkPhone());
    ana = await system.logIn(await shop.addPerson('Ana'));
    maria = newCustomer(system.whatsapp, 'Maria');
    await maria.sendMany(phone, ['One', 'Two', 'Three']);
    await ana.open('Maria');
    await ana.accept();
    await ana.answer('An answer');
    await ana.ticked('An answer', 'Delivered').waitFor();
    await rosa.page.goto(health());
    await table().waitFor();
    expect(await countOf('Stored').innerText()).toBe('3');
    expect(await countOf('Waiting for retry').innerText()).toBe('0');
    expect(await countOf('Sent').innerText()).toBe('1');
    expect(await countOf('Delivered').innerText()).toBe('1');
    expect(Number(await countOf('Received').innerText())).toBeGreaterThanOrEqual(3);
    await rosa.page.getByText('Everything that came in is stored.').waitFor();
    await table()
      .getByRole('row', { name: /so far/ })
      .waitFor();
    expect(await seriousFindings(rosa.page)).toEqual([]);
    await shoot(rosa.page, 'counted');
  });

  it('is a red line where something waits for too long, with what to do about it', async () => {
    await system.database.owner.query(
      `INSERT INTO whatsapp_journal (company_id, connection_id, ciphertext_hash, sealed, created_at)
       VALUES ($1, $2, 'waits', 'waits', now() - interval '5 minutes')`,
      [shop.id, connectionId],
    );
    await rosa.page.reload();
    await rosa.page.getByText("1 message hasn't reached the inbox").waitFor();
    await rosa.page.getByText(/tell whoever runs this Ticketz which hours are red/).waitFor();
    await table()
      .getByRole('row', { name: /1 has waited too long/ })
      .waitFor();
    await rosa.page.emulateMedia({ colorScheme: 'dark' });
    expect(await seriousFindings(rosa.page)).toEqual([]);
    await shoot(rosa.page, 'difference');
    await rosa.page.emulateMedia({ colorScheme: 'light' });
  });

  it('fits on a phone', async () => {
    await rosa.page.setViewportSize({ width: 390, height: 844 });
    await rosa.page.getByText(/^In:/).first().waitFor();
    expect(await table().count()).toBe(0);
    const wider = await rosa.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(wider).toBe(false);
    expect(await seriousFindings(rosa.page)).toEqual([]);
    await shoot(rosa.page, 'on-a-phone');
    await rosa.page.setViewportSize({ width: 1440, height: 900 });
  });

  it('says nothing in English to those who read Portuguese', async () => {
    const bruna = await shop.addPerson('Bruna', 'admin');
    const context = await system.pages.openContext({ baseURL: system.url, locale: 'pt-BR' });
    const page = await context.newPage();
    await page.goto(health());
    await page.getByLabel(textOf('pt-BR', 'auth.login.email')).fill(bruna.email);
    await page.getByLabel(textOf('pt-BR', 'auth.login.password'), { exact: true }).fill(password);
    await page.getByRole('button', { name: textOf('pt-BR', 'auth.login.submit') }).click();
    await page.getByRole('table', { name: textOf('pt-BR', 'health.table.caption') }).waitFor();
    const english = onlyEnglish('pt-BR');
    expect((await saidBy(page)).filter((text) => english.has(text))).toEqual([]);
    await shoot(page, 'in-portuguese');
  });

  it('is not found by another company’s admin, and not for agents', async () => {
    const other = await system.makeCompany('Other shop');
    const carla = await system.logIn(await other.addPerson('Carla', 'admin'));
    await carla.page.goto(health());
    await carla.page.getByRole('heading', { name: 'There is no such connection' }).waitFor();
    await ana.page.goto(health());
    await ana.page.getByRole('heading', { name: "This page isn't for your role" }).waitFor();
    await shoot(ana.page, 'not-for-agents');
  });
});
