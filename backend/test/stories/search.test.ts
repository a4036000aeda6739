import type { Customer } from '@ticketz/mock-whatsapp/api/customer';
import type { Phone } from '@ticketz/mock-whatsapp/api/phone';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

describe('Finding what was said', () => {
  const shoot = pictures('search');
  tellInChapters(() => system.pages, shoot);
  let ana: Agent;
  let phone: Phone;
  let maria: Customer;
  let companyId: string;
  const field = () => ana.page.getByRole('searchbox');
  const hits = () => ana.list.getByRole('group', { name: 'Messages' }).getByRole('option');
  const marked = () => ana.conversation.locator('[data-marked]');

  it('a message far up is found by a word, and opened with the keyboard where it was said', async () => {
    const company = await system.makeCompany('Aurora');
    companyId = company.id;
    ({ phone } = await company.linkPhone());
    ana = await system.logIn(await company.addPerson('Ana'));
    maria = newCustomer(system.whatsapp, 'Maria');
    await maria.sendText(phone, 'Bom dia');
    await ana.open('Maria');
    await ana.accept();
    // A year of talk, one message in it with a rare word.
    await system.database.owner.query(
      `INSERT INTO messages (company_id, ticket_id, contact_id, connection_id, channel_message_id, direction, kind, text, sent_at)
       SELECT m.company_id, m.ticket_id, m.contact_id, m.connection_id, 'OLD' || n, 'inbound', 'text',
              CASE WHEN n = 150 THEN 'A jabuticabeira chegou em Conceição' ELSE 'Recado ' || n END,
              m.sent_at - make_interval(days => 400 - n)
         FROM messages m, generate_series(1, 398) AS n WHERE m.company_id = $1`,
      [companyId],
    );
    await field().fill('conceicao');
    await hits().getByText('Conceição').waitFor();
    await shoot(ana.page, 'found');
    await field().press('ArrowDown');
    await field().press('Enter');
    await marked().getByText('A jabuticabeira chegou').waitFor();
    await shoot(ana.page, 'opened');
    expect(await ana.bubble('Bom dia').count()).toBe(0);
  });

  it('reading goes on both ways, and back to the newest', async () => {
    await ana.conversation.getByRole('region', { name: 'Conversation with Maria' }).hover();
    await ana.page.mouse.wheel(0, 4_000);
    await ana.bubble('Recado 190').waitFor();
    await ana.conversation.getByRole('button', { name: 'To the newest message' }).click();
    await ana.bubble('Bom dia').waitFor();
    await field().press('Escape');
  });

  it('a day is jumped to', async () => {
    await ana.conversation.getByRole('button', { name: 'Jump to a date' }).click();
    const day = new Date(Date.now() - 300 * 86_400_000).toISOString().slice(0, 10);
    await ana.page.getByLabel('Date', { exact: true }).fill(day);
    await shoot(ana.page, 'day');
    await ana.page.getByRole('button', { name: 'Jump', exact: true }).click();
    await ana.bubble('Recado 101').waitFor();
    await ana.conversation.getByRole('button', { name: 'To the newest message' }).click();
  });

  it('the earlier conversation of the contact stands above the new one, named', async () => {
    await ana.do('Close');
    await system.database.owner.query(
      `UPDATE tickets SET closed_at = now() - interval '1 day', created_at = now() - interval '3 days' WHERE company_id = $1`,
      [companyId],
    );
    await maria.sendText(phone, 'Olá de novo');
    await ana.tab('Waiting').click();
    await ana.open('Maria');
    await ana.conversation.getByRole('separator', { name: /^Ticket #1, .*, Ana$/ }).waitFor();
    await ana.bubble('Bom dia').waitFor();
    await ana.page.getByRole('link', { name: /#1 · Closed/ }).waitFor();
    await shoot(ana.page, 'earlier');
  });
});
