import { draftEndpoints } from '@ticketz/contract/drafts';
import { messageEndpoints } from '@ticketz/contract/messages';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import type { Customer } from '@ticketz/mock-whatsapp/api/customer';
import type { Phone } from '@ticketz/mock-whatsapp/api/phone';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiFailure } from '../harness/api-client.ts';
import { until } from '../harness/until.ts';
import type { Agent } from './agent.ts';
import { tellInChapters } from './chapters.ts';
import { type Account, newCustomer } from './companies.ts';
import { pictures } from './pictures.ts';
import { type StorySystem, startStorySystem } from './story-system.ts';

let system: StorySystem;

beforeAll(async () => {
  system = await startStorySystem();
});
afterAll(() => system?.stop());

describe('Two companies at once that never see each other', () => {
  const shoot = pictures('two-companies');
  tellInChapters(() => system.pages, shoot);
  let ana: Agent;
  let bruno: Agent;
  let brunoAccount: Account;

  it('each gets what was written to it, at the same moment', async () => {
    const [aurora, boreal] = await Promise.all([system.makeCompany('Aurora'), system.makeCompany('Boreal')]);
    brunoAccount = await boreal.addPerson('Bruno');
    const [auroraLine, borealLine] = await Promise.all([aurora.linkPhone(), boreal.linkPhone()]);
    [ana, bruno] = await Promise.all([
      system.logIn(await aurora.addPerson('Ana')),
      system.logIn(brunoAccount),
    ]);
    const maria = newCustomer(system.whatsapp, 'Maria');
    const joao = newCustomer(system.whatsapp, 'João');
    const carla = newCustomer(system.whatsapp, 'Carla');
    await Promise.all([
      maria.sendText(auroraLine.phone, 'A dress for Aurora'),
      joao.sendText(borealLine.phone, 'A boat for Boreal'),
      carla.sendText(auroraLine.phone, 'Aurora, are you there?'),
      carla.sendText(borealLine.phone, 'Boreal, are you there?'),
    ]);
    await ana.row('Maria').getByText('A dress for Aurora').waitFor();
    await ana.row('Carla').getByText('Aurora, are you there?').waitFor();
    await bruno.row('João').getByText('A boat for Boreal').waitFor();
    await bruno.row('Carla').getByText('Boreal, are you there?').waitFor();
    expect(await ana.list.getByRole('listitem').count()).toBe(2);
    expect(await bruno.list.getByRole('listitem').count()).toBe(2);
    await shoot(ana.page, 'aurora');
    await shoot(bruno.page, 'boreal');
  });

  it('does not find the ticket of the other, by its address or through the API', async () => {
    system.pages.allow(/404.*\/api\/tickets\//);
    await ana.open('Maria');
    const ticketId = new URL(ana.page.url()).pathname.split('/').at(-1) ?? '';
    await bruno.page.goto(`/tickets/${ticketId}`);
    await bruno.page.getByText("This ticket isn't here").waitFor();
    await shoot(bruno.page, 'not-here');
    const api = await system.companies.apiOf(brunoAccount);
    const params = { ticketId };
    const attempts = [
      api.call(messageEndpoints.listMessages, { params, query: {} }),
      api.call(ticketEndpoints.acceptTicket, { params }),
      api.call(draftEndpoints.saveDraft, { params, body: { text: 'mine?' } }),
    ];
    for (const result of await Promise.allSettled(attempts)) {
      const reason = result.status === 'rejected' ? result.reason : undefined;
      expect(reason instanceof ApiFailure && reason.status).toBe(404);
    }
  });

  it('hears nothing of the other on its socket', async () => {
    await ana.accept();
    await ana.answer('Which size?');
    await ana.ticked('Which size?', 'Delivered').waitFor();
    expect(ana.heard.join('\n')).toContain('A dress for Aurora');
    expect(bruno.heard.join('\n')).toContain('A boat for Boreal');
    expect(bruno.heard.join('\n')).not.toMatch(/Aurora|Which size|Maria/);
    expect(ana.heard.join('\n')).not.toMatch(/Boreal|João/);
  });
});

describe('Two agents and one ticket', () => {
  const shoot = pictures('two-agents');
  tellInChapters(() => system.pages, shoot);

  it('lets one of two who accept at once have it, and tells the other who', async () => {
    // Whoever loses asks for parts of the ticket that are theirs no longer.
    system.pages.allow(/409.*\/accept/, /404.*\/api\/(tickets\/|.*\bticketId=)/);
    const shop = await system.makeCompany('Shop of two');
    const { phone } = await shop.linkPhone();
    const agents = await Promise.all(
      ['Ana', 'Bia'].map(async (name) => system.logIn(await shop.addPerson(name))),
    );
    const maria = newCustomer(system.whatsapp, 'Maria');
    await maria.sendText(phone, 'Who takes me?');
    for (const agent of agents) await agent.open('Maria');
    await Promise.all([holdBoth(agents), ...agents.map((agent) => pressAccept(agent))]);

    const winner = await Promise.race(agents.map((agent) => agent.composer.waitFor().then(() => agent)));
    const loser = agents.find((agent) => agent !== winner) ?? winner;
    const told = loser.page.getByText(new RegExp(`${winner.account.name} has (already )?taken this ticket`));
    await told.first().waitFor();
    await loser.page.getByText('Nobody is waiting').waitFor();
    expect(await loser.row('Maria').count()).toBe(0);
    expect(await loser.composer.count()).toBe(0);
    await shoot(winner.page, 'who-has-it');
    await shoot(loser.page, 'who-is-told');
    await winner.tab('Mine').click();
    await winner.row('Maria').waitFor();
  });

  function pressAccept(agent: Agent): Promise<void> {
    return agent.conversation.getByRole('button', { name: 'Accept to answer' }).click();
  }

  /** Both have pressed before the server has heard of either. */
  async function holdBoth(agents: Agent[]): Promise<void> {
    const pressed: (() => void)[] = [];
    await Promise.all(
      agents.map(({ page }) =>
        page.route('**/accept', async (route) => {
          await new Promise<void>((go) => {
            pressed.push(go);
            if (pressed.length === agents.length) for (const each of pressed) each();
          });
          await route.continue();
        }),
      ),
    );
  }
});

describe('An afternoon at the desk', () => {
  const shoot = pictures('at-the-desk');
  tellInChapters(() => system.pages, shoot);
  let ana: Agent;
  let account: Account;
  let phone: Phone;
  let maria: Customer;
  let joao: Customer;

  it('takes back the closing of a ticket', async () => {
    const shop = await system.makeCompany('Shop with a desk');
    ({ phone } = await shop.linkPhone());
    account = await shop.addPerson('Ana');
    ana = await system.logIn(account);
    maria = newCustomer(system.whatsapp, 'Maria');
    joao = newCustomer(system.whatsapp, 'João');
    await maria.sendText(phone, 'Do you have the blue one?');
    await joao.sendText(phone, 'And the red one?');
    await ana.open('Maria');
    await ana.accept();
    await ana.do('Close');
    // Under the pointer the notice stays; five seconds are short for a busy machine.
    await ana.page.getByRole('button', { name: 'Undo' }).hover();
    await ana.page.getByText('Ticket closed.').waitFor();
    await ana.page.getByText('This conversation is closed.').waitFor();
    await shoot(ana.page, 'closed');
    await ana.page.getByRole('button', { name: 'Undo' }).click();
    await ana.composer.waitFor();
    await shoot(ana.page, 'open-again');
  });

  it('keeps a draft over another ticket, and has it on a second device', async () => {
    await ana.composer.fill('Half a thought');
    await ana.tab('Waiting').click();
    await ana.open('João');
    await ana.accept();
    await ana.tab('Mine').click();
    await ana.row('Maria').getByText('Half a thought').waitFor();
    await ana.row('Maria').getByText('Draft:').waitFor();
    await shoot(ana.page, 'draft-in-the-list');
    const second = await system.logIn(account);
    await second.tab('Mine').click();
    await second.row('Maria').getByText('Half a thought').waitFor();
    await second.open('Maria');
    await until('the draft in the composer', async () => (await second.composer.inputValue()) !== '');
    expect(await second.composer.inputValue()).toBe('Half a thought');
    await second.composer.fill('Half a thought, whole now');
    await ana.row('Maria').getByText('Half a thought, whole now').waitFor();
    await second.page.context().close();
  });

  it('marks where the unread begins, and jumps to the newest', async () => {
    const texts = Array.from({ length: 40 }, (_, index) => `Line ${index + 1} of many`);
    await maria.sendMany(phone, texts);
    await ana.row('Maria').getByText('40 unread messages').waitFor();
    await ana.open('Maria');
    const separator = ana.conversation.getByRole('separator', { name: '40 unread messages' });
    await separator.waitFor();
    await ana.bubble('Line 1 of many').first().waitFor();
    await shoot(ana.page, 'unread-begins');
    await maria.sendText(phone, 'One more');
    await ana.conversation.getByRole('button', { name: '1 new message below' }).click();
    await ana.bubble('One more').waitFor();
    await shoot(ana.page, 'newest');
    await ana.conversation.getByRole('button', { name: /new message/ }).waitFor({ state: 'detached' });
  });

  it('says why a message was not sent, and sends it when asked', async () => {
    system.whatsapp.faults.refuseSends({ phone, code: 463, count: 1 });
    await ana.answer('Yes, in two sizes');
    const bubble = ana.ticked('Yes, in two sizes', 'Not sent');
    await bubble.waitFor();
    await bubble.getByText('WhatsApp limits how much this number may send. Try again later.').waitFor();
    await shoot(ana.page, 'not-sent');
    await bubble.getByRole('button', { name: 'Send again' }).click();
    await maria.waitForMessage('Yes, in two sizes');
    await ana.ticked('Yes, in two sizes', 'Delivered').waitFor();
    expect(await ana.bubble('Yes, in two sizes').count()).toBe(1);
    expect(maria.chat(phone).filter(({ text }) => text === 'Yes, in two sizes')).toHaveLength(1);
    await shoot(ana.page, 'sent-again');
  });
});
