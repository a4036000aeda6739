import { queueEndpoints } from '@ticketz/contract/queues';
import { userEndpoints } from '@ticketz/contract/users';
import type { Customer } from '@ticketz/mock-whatsapp/api/customer';
import type { Phone } from '@ticketz/mock-whatsapp/api/phone';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../harness/until.ts';
import type { Agent } from './agent.ts';
import { tellInChapters } from './chapters.ts';
import { newCustomer } from './companies.ts';
import { pictures } from './pictures.ts';
import { type StorySystem, startStorySystem } from './story-system.ts';

let system: StorySystem;
beforeAll(async () => {
  system = await startStorySystem();
});
afterAll(() => system?.stop());

describe('A customer walks through the menu', () => {
  const shoot = pictures('bot');
  tellInChapters(() => system.pages, shoot);
  let rosa: Agent;
  let ana: Agent;
  let phone: Phone;
  let maria: Customer;

  it('is made by an admin, and tried before anybody gets it', async () => {
    const shop = await system.makeCompany('Aurora');
    const linked = await shop.linkPhone();
    phone = linked.phone;
    const admin = await shop.addPerson('Rosa', 'admin');
    const agent = await shop.addPerson('Ana');
    const api = await system.companies.apiOf(admin);
    const { items: people } = await api.call(userEndpoints.listUsers, { query: {} });
    const userIds = people.filter(({ role }) => role === 'agent').map(({ id }) => id);
    for (const [name, greeting] of [
      ['Sales', 'Sales is with you soon'],
      ['Help', ''],
    ] as const) {
      const connectionIds = [linked.connectionId];
      await api.call(queueEndpoints.createQueue, {
        body: { name, greeting, color: 'blue', userIds, connectionIds },
      });
    }
    [rosa, ana] = await Promise.all([system.logIn(admin), system.logIn(agent)]);
    const { page } = rosa;
    await page.goto('/bot');
    await page.getByRole('button', { name: 'Make a menu: All connections' }).click();
    await page.getByRole('button', { name: 'Change option 1: Sales' }).waitFor();
    await page.getByRole('button', { name: 'Add option to the main menu' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add option' });
    await dialog.getByLabel('Name').fill('Prices');
    await dialog.getByRole('combobox', { name: 'Leads to' }).click();
    await page.getByRole('option', { name: 'Another menu' }).click();
    await dialog.getByLabel('Text').fill('Prices of what, {{first_name}}?');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Leads nowhere: add an option.').waitFor();
    expect(await page.getByRole('button', { name: 'Publish', exact: true }).isDisabled()).toBe(true);
    await shoot(page, 'a-dead-end');
    await page.getByRole('button', { name: 'Add option to Prices' }).click();
    await dialog.getByLabel('Name').fill('Shoes');
    await dialog.getByRole('combobox', { name: 'Leads to' }).click();
    await page.getByRole('option', { name: 'The same menu again' }).click();
    await dialog.getByLabel('Text').fill('Shoes: 100');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Change option 1: Shoes' }).waitFor();
    await tryIt(page, 'Hi', /Who would you|How can we help you/);
    await tryIt(page, '3', 'Prices of what, Maria?');
    await tryIt(page, 'agent', 'Waits for a person');
    await shoot(page, 'tried');
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('button', { name: 'Publish now' }).click();
    await page.getByText('Published, version 1.').waitFor();
    await shoot(page, 'published');
  });

  it('is greeted, gets lost, comes back and reaches the right queue', async () => {
    maria = newCustomer(system.whatsapp, 'Maria');
    await say('Oi', /How can we help you[\s\S]*1\* - Sales[\s\S]*3\* - Prices/);
    await ana.row('Maria').getByText('With the bot').waitFor();
    await shoot(ana.page, 'with-the-bot');
    await say('what?', /Sorry, I didn't understand[\s\S]*1\* - Sales/);
    await say('3️⃣', 'Prices of what, Maria?\n\n*1* - Shoes\n*0* - Back');
    await say('shoes', 'Shoes: 100');
    await maria.waitForMessage(/Prices of what/);
    await say('0', /How can we help you/);
    await say('sales', 'Sales is with you soon');
    await ana.row('Maria').getByText('With the bot').waitFor({ state: 'detached' });
  });

  it('is left alone by the bot once an agent answers', async () => {
    await ana.open('Maria');
    await ana.conversation.getByText('Bot · automatic').first().waitFor();
    await shoot(ana.page, 'what-the-bot-said');
    await ana.accept();
    await ana.answer('Ana here, how can I help?');
    await maria.waitForMessage('Ana here, how can I help?');
    const before = maria.chat(phone).length;
    await maria.sendText(phone, 'Number 1');
    await ana.bubble('Number 1').waitFor();
    await until('nobody waits for the bot', async () => {
      const due = 'SELECT 1 FROM tickets WHERE bot_due_at IS NOT NULL OR bot IS NOT NULL';
      return (await system.database.owner.query(due)).rowCount === 0;
    });
    expect(maria.chat(phone)).toHaveLength(before + 1);
  });

  it('comes to a person on a word', async () => {
    const joao = newCustomer(system.whatsapp, 'João');
    await joao.sendText(phone, 'Quero falar com um atendente');
    await joao.waitForMessage(/^One moment/);
    await ana.tab('Waiting').click();
    await ana.row('João').waitFor();
    await ana.row('João').getByText('With the bot').waitFor({ state: 'detached' });
  });

  async function say(text: string, answer: string | RegExp): Promise<void> {
    await maria.sendText(phone, text);
    await maria.waitForMessage(answer);
  }

  async function tryIt(page: Page, text: string, answer: string | RegExp): Promise<void> {
    await page.getByRole('textbox', { name: 'Write as the customer' }).fill(text);
    await page.getByRole('button', { name: 'Send to the bot' }).click();
    await page.getByRole('log', { name: 'Chat with the bot' }).getByText(answer).waitFor();
  }
});
