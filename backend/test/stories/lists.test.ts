import { tagEndpoints } from '@ticketz/contract/tags';
import { ticketEndpoints } from '@ticketz/contract/tickets';
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

describe('A long list, narrowed and worked off', () => {
  const shoot = pictures('lists');
  tellInChapters(() => system.pages, shoot);
  let rosa: Agent;
  let account: Account;

  it('is narrowed by a tag, kept as a view, and opened by its address', async () => {
    const shop = await system.makeCompany('Loja Aurora');
    const { phone } = await shop.linkPhone();
    account = await shop.addPerson('Rosa', 'admin');
    await shop.addPerson('Ana');
    rosa = await system.logIn(account);
    for (const name of ['Maria', 'João', 'Carla', 'Pedro']) {
      await newCustomer(system.whatsapp, name).sendText(phone, `This is ${name}`);
      await rosa.row(name).waitFor();
    }
    const api = await system.companies.apiOf(account);
    const { id: vip } = await api.call(tagEndpoints.createTag, { body: { name: 'VIP', color: 'purple' } });
    const { items } = await api.call(ticketEndpoints.listTickets, { query: { tab: 'waiting' } });
    for (const { id, contact } of items) {
      if (contact.name === 'Pedro') continue;
      await api.call(ticketEndpoints.setTicketTags, { params: { ticketId: id }, body: { tagIds: [vip] } });
    }

    await rosa.list.getByRole('button', { name: 'Filter' }).click();
    const panel = rosa.page.getByRole('dialog', { name: 'Filters' });
    await panel.getByRole('combobox', { name: 'Tag' }).click();
    await rosa.page.getByRole('option', { name: 'VIP' }).click();
    await panel.getByRole('button', { name: 'Save as view' }).click();
    await panel.getByLabel('Name of the view').fill('VIPs who wait');
    await panel.getByRole('checkbox').check();
    await shoot(rosa.page, 'filters');
    expect(await seriousFindings(rosa.page)).toEqual([]);
    await panel.getByRole('button', { name: 'Save', exact: true }).click();
    await panel.getByRole('button', { name: /^VIPs who wait/ }).waitFor();
    await shoot(rosa.page, 'view');
    await rosa.page.keyboard.press('Escape');
    await rosa.row('Pedro').waitFor({ state: 'detached' });
    await rosa.open('Maria');
    await rosa.page.waitForURL(/\/tickets\/.*tagId=/);
    await rosa.page.reload();
    await rosa.list.getByRole('button', { name: 'Remove filter: VIP' }).waitFor();
    await rosa.row('Carla').waitFor();
    expect(await rosa.row('Pedro').count()).toBe(0);
  });

  it('is ticked by mouse and keys and closed at once, and all of it comes back by undoing', async () => {
    await rosa.row('Maria').hover();
    await rosa.row('Maria').getByRole('checkbox').check();
    await rosa
      .row('Carla')
      .getByRole('checkbox')
      .click({ modifiers: ['Shift'] });
    const bar = rosa.list.getByRole('toolbar', { name: 'Ticked tickets' });
    await bar.getByText('3 ticked').waitFor();
    await shoot(rosa.page, 'ticked');
    expect(await seriousFindings(rosa.page)).toEqual([]);
    await bar.getByRole('button', { name: 'Assign' }).click();
    await shoot(rosa.page, 'assign');
    await rosa.page.keyboard.press('Escape');
    await bar.getByText('3 ticked').waitFor();
    await bar.getByRole('button', { name: 'Close' }).click();
    // Under the pointer the notice stays; five seconds are short for a busy machine.
    await rosa.page.getByText('3 tickets closed.').hover();
    await rosa.page.getByText('No ticket fits these filters').waitFor();
    await shoot(rosa.page, 'closed');
    await rosa.page.keyboard.press('z');
    for (const name of ['Maria', 'João', 'Carla']) await rosa.row(name).waitFor();
  });

  it('is narrowed and ticked on a phone, in the dark', async () => {
    const ana = await system.logIn(account, {
      viewport: { width: 390, height: 844 },
      deviceScaleFactor: 2,
      isMobile: true,
      hasTouch: true,
      colorScheme: 'dark',
    });
    await ana.row('Maria').locator('.row-checkbox').tap();
    await ana.list.getByRole('toolbar', { name: 'Ticked tickets' }).getByText('1 ticked').waitFor();
    await shoot(ana.page, 'phone-ticked');
    await ana.list.getByRole('button', { name: 'Filter' }).tap();
    const panel = ana.page.getByRole('dialog', { name: 'Filters' });
    await panel.getByRole('button', { name: /^VIPs who wait/ }).tap();
    await ana.list.getByRole('button', { name: 'Remove filter: VIP' }).waitFor();
    await ana.list.getByRole('button', { name: 'Filter: on' }).tap();
    await panel.getByRole('combobox', { name: 'Last message' }).tap();
    await ana.page.getByRole('option', { name: 'Between two days' }).tap();
    await panel.getByLabel('From').waitFor();
    await shoot(ana.page, 'phone-filters');
    // A phone's window is as wide as what is in it.
    expect(await ana.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});
