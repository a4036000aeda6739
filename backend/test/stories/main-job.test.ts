import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Agent } from './agent.ts';
import { tellInChapters } from './chapters.ts';
import { DemoPhonePage } from './demo-phone-page.ts';
import { pictures } from './pictures.ts';
import { type StorySystem, startStorySystem } from './story-system.ts';

let system: StorySystem;
let rosa: Agent;
let demo: DemoPhonePage;
const shoot = pictures('main-job');

beforeAll(async () => {
  system = await startStorySystem();
});
tellInChapters(() => system.pages, shoot);
afterAll(() => system?.stop());

/** The card of a connection on the connections' page. */
const card = (page: Page, name: string) => page.getByRole('listitem', { name });

describe('The main job: a customer writes on WhatsApp, an agent answers in the browser', () => {
  it('links an account by scanning its QR code with the demo phone', async () => {
    const company = await system.makeCompany('Loja Aurora');
    const account = await company.addPerson('Rosa', 'admin');
    const context = await system.pages.openContext({ baseURL: system.url });
    const page = await context.newPage();
    await page.goto('/');
    await page.getByRole('heading', { name: 'Log in to Ticketz' }).waitFor();
    await shoot(page, 'log-in');
    rosa = new Agent(page, account);
    await rosa.logIn();
    await rosa.go('Connections');
    await page.getByRole('heading', { name: 'Ready for the first customer' }).waitFor();
    await shoot(page, 'guide');
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByLabel('Name', { exact: true }).fill('Shop');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('img', { name: 'QR code to scan with WhatsApp' }).waitFor();
    await shoot(page, 'qr-code');

    const nextTab = context.waitForEvent('page');
    await page.getByRole('link', { name: 'Scan with the demo phone' }).click();
    demo = new DemoPhonePage(await nextTab);
    await demo.page.getByRole('button', { name: 'Link it' }).waitFor();
    await shoot(demo.page, 'phone-asks');
    await demo.page.getByRole('button', { name: 'Link it' }).click();
    await demo.page.getByText(/is linked\./).waitFor();
    await demo.page.getByRole('button', { name: 'Close' }).click();
    await page.getByText('Messages to +55 11 99999 0001 now arrive in the inbox.').waitFor();
    await shoot(page, 'linked');
    await page.getByRole('button', { name: 'Done' }).click();
    await card(page, 'Shop').getByText('Connected', { exact: true }).first().waitFor();
  });

  it('shows what the customer writes without reloading, and brings back the answer and the blue ticks', async () => {
    await rosa.go('Inbox');
    await rosa.page.getByText('Nobody is waiting').waitFor();
    await shoot(rosa.page, 'nobody-waits');
    await demo.writeAs('Maria Oliveira', 'Hello! Are you open on Saturday?');
    await rosa.row('Maria Oliveira').getByText('Hello! Are you open on Saturday?').waitFor();
    await rosa.row('Maria Oliveira').getByText('1 unread message').waitFor();
    await shoot(rosa.page, 'ticket-appears');

    await rosa.open('Maria Oliveira');
    await rosa.bubble('Hello! Are you open on Saturday?').waitFor();
    await shoot(rosa.page, 'ticket-opened');
    await rosa.accept();
    await rosa.answer('Yes, from nine to one.');
    await demo.chat.getByText('Yes, from nine to one.').waitFor();
    await rosa.ticked('Yes, from nine to one.', 'Read').waitFor();
    await shoot(rosa.page, 'blue-ticks');
    await shoot(demo.page, 'answer-on-the-phone');
    const maria = system.whatsapp.customer('5511987654321');
    const phone = system.whatsapp.phone('5511999990001');
    expect(maria.chat(phone).map(({ text, copies }) => ({ text, copies }))).toEqual([
      { text: 'Hello! Are you open on Saturday?', copies: 1 },
      { text: 'Yes, from nine to one.', copies: 1 },
    ]);
  });

  it('links a second account by a pairing code', async () => {
    system.whatsapp.addPhone({ number: '5511999990002', name: 'Loja Aurora, support' });
    const { page } = rosa;
    await rosa.go('Connections');
    await page.getByRole('button', { name: 'Add a number' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Support');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Pairing code' }).click();
    await page.getByLabel('Phone number').fill('+55 11 99999-0002');
    await page.getByRole('button', { name: 'Get the code' }).click();
    const label = await page.getByLabel(/^Pairing code: /).getAttribute('aria-label');
    await shoot(page, 'pairing-code');
    await demo.choosePhone('5511999990002');
    await demo.typeCode(label?.replace('Pairing code: ', '').replaceAll(' ', '') ?? '');
    await page.getByText('Messages to +55 11 99999 0002 now arrive in the inbox.').waitFor();
    await page.getByRole('button', { name: 'Done' }).click();
    await card(page, 'Support').getByText('Connected', { exact: true }).first().waitFor();
    await shoot(page, 'two-connections');
  });

  it('says in words that the phone has logged it out', async () => {
    await demo.logOutDevice();
    const support = card(rosa.page, 'Support');
    await support.getByText('The phone logged Ticketz out.').waitFor();
    await support.getByText('Needs your attention').waitFor();
    await support.getByRole('button', { name: 'Link again' }).waitFor();
    await shoot(rosa.page, 'logged-out-by-the-phone');
    await card(rosa.page, 'Shop').getByText('Connected', { exact: true }).first().waitFor();
  });
});
