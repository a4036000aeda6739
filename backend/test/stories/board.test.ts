import { tagEndpoints } from '@ticketz/contract/tags';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Agent } from './agent.ts';
import { tellInChapters } from './chapters.ts';
import { type Account, newCustomer } from './companies.ts';
import { seriousFindings } from './findings.ts';
import { pictures } from './pictures.ts';
import { type StorySystem, startStorySystem } from './story-system.ts';

let system: StorySystem;

beforeAll(async () => {
  system = await startStorySystem();
});
afterAll(() => system?.stop());

const column = (page: Page, name: string) =>
  page.getByRole('region', { name: new RegExp(`^${name.replace(', ', ' ?, ')}`) });
const card = (page: Page, place: string, name: string): Locator =>
  column(page, place).getByRole('listitem').filter({ hasText: name });

describe('A day planned', () => {
  const shoot = pictures('board');
  tellInChapters(() => system.pages, shoot);
  let rosa: Agent;
  let account: Account;

  it('puts a ticket off, takes it back, and hears when its time is up', async () => {
    const shop = await system.makeCompany('Loja Aurora');
    const { phone } = await shop.linkPhone();
    account = await shop.addPerson('Rosa', 'admin');
    rosa = await system.logIn(account);
    for (const name of ['Maria', 'Carla', 'Pedro']) {
      await newCustomer(system.whatsapp, name).sendText(phone, `This is ${name}`);
      await rosa.row(name).waitFor();
    }
    await rosa.open('Maria');
    await rosa.accept();
    await rosa.conversation.getByRole('button', { name: 'More for this ticket' }).click();
    await rosa.page.getByRole('menuitem', { name: 'Snooze' }).click();
    const dialog = rosa.page.getByRole('dialog', { name: 'Snooze until…' });
    await dialog.getByRole('button', { name: /^Tomorrow morning/ }).waitFor();
    await shoot(rosa.page, 'snooze');
    expect(await seriousFindings(rosa.page)).toEqual([]);
    await dialog.getByRole('button', { name: /^Tomorrow morning/ }).click();
    await rosa.list.getByRole('tab', { name: /^Snoozed/ }).click();
    await rosa
      .row('Maria')
      .getByText(/^Snoozed until/)
      .waitFor();
    await shoot(rosa.page, 'snoozed');
    await rosa.conversation.getByRole('button', { name: 'More for this ticket' }).click();
    await rosa.page.getByRole('menuitem', { name: 'Take back now' }).click();
    await rosa.row('Maria').waitFor({ state: 'detached' });

    const api = await system.companies.apiOf(account);
    const { items } = await api.call(ticketEndpoints.listTickets, { query: { tab: 'mine' } });
    const params = { ticketId: items[0]?.id ?? '' };
    await rosa.tab('Waiting').click();
    await rosa.open('Carla');
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    await api.call(ticketEndpoints.snoozeTicket, { params, body: { until: soon } });
    await system.database.owner.query(
      `UPDATE tickets SET snoozed_until = now() - interval '1 minute' WHERE snoozed_until IS NOT NULL`,
    );
    await rosa.page.getByText('Back from snooze: Maria').waitFor();
    await rosa.tab('Mine').click();
    await rosa.row('Maria').getByText('Back from snooze').waitFor();
  });

  it('keeps a reminder, tells of it when it is due, and ticks it off', async () => {
    await rosa.page.getByRole('link', { name: 'To-do' }).first().click();
    await rosa.page.getByText('Nothing to do').waitFor();
    await rosa.page.getByRole('button', { name: 'New to-do' }).click();
    const dialog = rosa.page.getByRole('dialog', { name: 'Remind me' });
    await dialog.getByLabel('What is to be done?').fill('Call the supplier');
    await dialog.getByRole('button', { name: /^In one hour/ }).click();
    await rosa.page.getByText('Call the supplier').waitFor();
    await shoot(rosa.page, 'to-do');
    expect(await seriousFindings(rosa.page)).toEqual([]);
    await system.database.owner.query(`UPDATE reminders SET due_at = now() - interval '1 minute'`);
    await rosa.page.getByText('Reminder: Call the supplier').waitFor();
    await rosa.page.getByRole('link', { name: /1 due/ }).waitFor();
    const overdue = rosa.page.getByRole('region', { name: 'Overdue' });
    await overdue.getByText('Call the supplier').waitFor();
    await shoot(rosa.page, 'due');
    await overdue.getByRole('checkbox', { name: 'Done: Call the supplier' }).click();
    await rosa.page.getByText('Nothing to do').waitFor();
  });

  it('moves tickets on the board by mouse and by keys, told in words, and undoes it', async () => {
    await rosa.page.getByRole('link', { name: 'Board' }).first().click();
    const { page } = rosa;
    await column(page, 'Waiting, 2 tickets').waitFor();
    await shoot(page, 'board');
    expect(await seriousFindings(page)).toEqual([]);
    await drag(page, card(page, 'Waiting', 'Pedro'), column(page, 'In work'), () => shoot(page, 'dragging'));
    await card(page, 'In work', 'Pedro').waitFor();
    await column(page, 'In work, 2 tickets').waitFor();

    const handle = card(page, 'In work', 'Pedro').getByRole('button', { name: 'Move Pedro' });
    await handle.focus();
    await page.keyboard.press('Space');
    await page.getByText(/Picked up Pedro from In work|Pedro is over In work/).waitFor({ state: 'attached' });
    await page.keyboard.press('ArrowRight');
    await page.getByText('Pedro is over Closed.').waitFor({ state: 'attached' });
    await page.keyboard.press('Space');
    await card(page, 'Closed', 'Pedro').waitFor();
    await page.getByText('1 ticket closed.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await card(page, 'In work', 'Pedro').waitFor();

    await card(page, 'In work', 'Pedro').getByRole('button', { name: 'Move Pedro' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Waiting' }).click();
    await card(page, 'Waiting', 'Pedro').waitFor();
  });

  it('stands by tag on a phone, in the dark, where a finger moves it', async () => {
    const api = await system.companies.apiOf(account);
    await api.call(tagEndpoints.createTag, { body: { name: 'VIP', color: 'purple' } });
    const ana = await system.logIn(account, {
      viewport: { width: 390, height: 844 },
      deviceScaleFactor: 2,
      isMobile: true,
      hasTouch: true,
      colorScheme: 'dark',
    });
    const { page } = ana;
    await page.getByRole('navigation').getByRole('button', { name: 'More' }).tap();
    await page.getByRole('menuitem', { name: 'Profile' }).waitFor();
    await shoot(page, 'phone-more');
    await page.keyboard.press('Escape');
    await page.getByRole('navigation').getByRole('link', { name: 'Board' }).tap();
    await page.getByRole('button', { name: 'By tag' }).tap();
    await column(page, 'No tag, 3 tickets').waitFor();
    await shoot(page, 'phone-board');
    await card(page, 'No tag', 'Carla').getByRole('button', { name: 'Move Carla' }).tap();
    await page.getByRole('menuitem', { name: 'VIP' }).tap();
    await card(page, 'VIP', 'Carla').waitFor({ state: 'attached' });
    await column(page, 'VIP, 1 ticket').waitFor({ state: 'attached' });
    await shoot(page, 'phone-moved');
    // A phone's window is as wide as what is in it.
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});

/** By the steps of a hand: down, a little way, over there, up. */
async function drag(
  page: Page,
  what: Locator,
  where: Locator,
  meanwhile: () => Promise<void>,
): Promise<void> {
  const [from, to] = [await what.boundingBox(), await where.boundingBox()];
  if (!from || !to) throw new Error('What is to be dragged, or where, is not on the screen');
  await page.mouse.move(from.x + 90, from.y + from.height - 12);
  await page.mouse.down();
  await page.mouse.move(from.x + 120, from.y + from.height, { steps: 4 });
  await page.mouse.move(to.x + to.width / 2, to.y + 120, { steps: 6 });
  await meanwhile();
  await page.mouse.up();
}
