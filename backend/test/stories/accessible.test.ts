import type { Phone } from '@ticketz/mock-whatsapp/api/phone';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Agent } from './agent.ts';
import { tellInChapters } from './chapters.ts';
import { type Company, newCustomer } from './companies.ts';
import { seriousFindings } from './findings.ts';
import { pictures } from './pictures.ts';
import { type StorySystem, startStorySystem } from './story-system.ts';

let system: StorySystem;
let shop: Company;
let phone: Phone;
const shoot = pictures('accessible');

beforeAll(async () => {
  system = await startStorySystem();
  shop = await system.makeCompany('Loja Aurora');
  ({ phone } = await shop.linkPhone());
});
afterAll(() => system?.stop());

/** Looks at a page as it stands, wide and narrow, light and dark. */
async function look(page: Page, what: string): Promise<void> {
  for (const [width, colorScheme] of [
    [1440, 'light'],
    [1440, 'dark'],
    [390, 'dark'],
    [390, 'light'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    const rules = colorScheme === 'light' ? 'all' : 'colours';
    expect.soft(await seriousFindings(page, rules), `${what}, ${width}, ${colorScheme}`).toEqual([]);
    if (colorScheme === 'dark') await shoot(page, `${what}-${width}`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

describe('Nothing keeps anybody out: axe on every page and state, light and dark, wide and narrow', () => {
  tellInChapters(() => system.pages, shoot);

  it('at the door', async () => {
    system.pages.allow(/401.*\/api\/auth\/login/);
    const context = await system.pages.openContext({ baseURL: system.url });
    const page = await context.newPage();
    await page.goto('/login');
    await page.getByRole('heading', { name: 'Log in to Ticketz' }).waitFor();
    await look(page, 'log-in');
    const nobody = new Agent(page, { name: 'Nobody', email: 'nobody@example.com', role: 'agent' });
    await nobody.enterLogIn('not the password');
    await page.getByText("E-mail or password isn't right.").waitFor();
    await look(page, 'log-in-refused');
    const operator = new Agent(page, {
      name: 'Admin',
      email: system.firstAccount?.email ?? '',
      role: 'super',
    });
    await operator.enterLogIn(system.firstAccount?.oneTimePassword ?? '');
    await page.getByRole('heading', { name: 'Choose your own password' }).waitFor();
    await look(page, 'own-password');
  });

  it('in the inbox', async () => {
    const maria = newCustomer(system.whatsapp, 'Maria');
    await maria.sendText(phone, 'A *bold* text with a link: https://example.com');
    await newCustomer(system.whatsapp, 'João').sendText(phone, 'Is it open today?');
    const ana = await system.logIn(await shop.addPerson('Ana'));
    const { page } = ana;
    await ana.row('João').waitFor();
    await look(page, 'waiting');
    await ana.open('Maria');
    await ana.bubble('A bold text').waitFor();
    await look(page, 'pending-ticket');
    await ana.accept();
    await ana.answer('Yes');
    await maria.waitForMessage('Yes');
    await maria.read(phone);
    await ana.ticked('Yes', 'Read').waitFor();
    system.whatsapp.faults.refuseSends({ phone, code: 463, count: 1 });
    await ana.answer('This one is refused');
    await ana.ticked('This one is refused', 'Not sent').waitFor();
    await ana.tab('Mine').click();
    await look(page, 'open-ticket');
    await page.keyboard.press('Control+k');
    await page.getByRole('listbox').waitFor();
    await look(page, 'palette');
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    await ana.do('Close');
    await ana.conversation.getByText('This conversation is closed.').waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await look(page, 'shortcuts');
    await page.keyboard.press('Escape');
    await look(page, 'closed-ticket');
    await page.goto('/connections');
    await page.getByRole('heading', { name: "This page isn't for your role" }).waitFor();
    await look(page, 'forbidden');
  });

  it('where admins work', async () => {
    const rosa = await system.logIn(await shop.addPerson('Rosa', 'admin'));
    const { page } = rosa;
    await rosa.go('Connections');
    await page.getByRole('listitem', { name: 'Shop' }).waitFor();
    await look(page, 'connections');
    await page.getByRole('button', { name: 'Add a number' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Second');
    await look(page, 'new-connection');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('img', { name: 'QR code to scan with WhatsApp' }).waitFor();
    await look(page, 'qr-code');
    await page.getByRole('button', { name: 'Pairing code' }).click();
    await page.getByLabel('Phone number').waitFor();
    await look(page, 'phone-number');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'More for Shop' }).click();
    await page.getByRole('menu').waitFor();
    await look(page, 'menu');
    await page.keyboard.press('Escape');

    await page.goto('/users');
    await page.getByRole('heading', { name: 'Team' }).waitFor();
    await page.getByRole('list', { name: 'Team members' }).waitFor();
    await look(page, 'team');
    await page.getByRole('button', { name: 'Add a person' }).click();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('Fill this in.').first().waitFor();
    await look(page, 'new-person');
    for (const [path, title] of [
      ['profile', 'Profile'],
      ['about', 'About'],
      ['nowhere', 'There is nothing here'],
    ]) {
      await page.goto(`/${path}`);
      await page.getByRole('heading', { name: title, exact: true }).waitFor();
      await look(page, path ?? '');
    }
  });
});
