import { quickMessageEndpoints } from '@ticketz/contract/quick-messages';
import type { Customer } from '@ticketz/mock-whatsapp/api/customer';
import type { Phone } from '@ticketz/mock-whatsapp/api/phone';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

describe('What one writes', () => {
  const shoot = pictures('composer');
  tellInChapters(() => system.pages, shoot);
  let ana: Agent;
  let rui: Agent;
  let anaAccount: Account;
  let phone: Phone;
  let maria: Customer;
  const onHerPhone = () => maria.chat(phone).filter(({ fromMe }) => !fromMe);

  it('notes something for a colleague, who is told of it; the phone hears nothing', async () => {
    const company = await system.makeCompany('Aurora');
    ({ phone } = await company.linkPhone());
    anaAccount = await company.addPerson('Ana');
    [ana, rui] = await Promise.all([
      system.logIn(anaAccount),
      system.logIn(await company.addPerson('Rui', 'admin')),
    ]);
    maria = newCustomer(system.whatsapp, 'Maria');
    await maria.sendText(phone, 'Do you deliver?');
    await ana.open('Maria');
    await ana.accept();
    await ana.conversation.getByRole('button', { name: 'Note', exact: true }).click();
    const note = ana.page.getByRole('textbox', { name: 'Note about Maria' });
    await note.pressSequentially('@ru');
    await ana.page.getByRole('option', { name: /Rui/ }).waitFor();
    await shoot(ana.page, 'mention');
    await note.press('Enter');
    await note.pressSequentially('do we go that far?');
    await ana.page.getByRole('button', { name: 'Add note' }).click();
    await ana.bubble('@Rui do we go that far?').waitFor();
    await shoot(ana.page, 'note');

    await rui.page.getByText(/^Ana mentioned you in the conversation with Maria/).waitFor();
    await rui.page.getByRole('button', { name: /^Open/ }).click();
    await rui.bubble('@Rui do we go that far?').waitFor();
    await shoot(rui.page, 'told');
  });

  it('sees who else is there, and who is writing, until they leave', async () => {
    await ana.conversation.getByText('Rui is here').waitFor({ state: 'attached' });
    await rui.composer.pressSequentially('We');
    await ana.conversation.getByText('Rui is writing a reply…').first().waitFor({ state: 'attached' });
    await shoot(ana.page, 'who-writes');
    await rui.composer.fill('');
    await rui.page.close();
    await until('Rui to be gone', async () => (await ana.conversation.getByText(/^Rui is/).count()) === 0);
  });

  it('answers with a quick message by keyboard alone, filled in', async () => {
    const api = await system.companies.apiOf(anaAccount);
    for (const [shortcut, text] of [
      ['pix', 'Our key is 123'],
      ['delivery', 'Yes, {{first_name}}, we do. {{unknown}}'],
    ] as const) {
      await api.call(quickMessageEndpoints.createQuickMessage, { body: { shortcut, text, shared: false } });
    }
    await ana.page.keyboard.press('Escape');
    await ana.composer.pressSequentially('/');
    await ana.page.getByRole('option', { name: /pix/ }).waitFor();
    await ana.composer.press('ArrowDown');
    await shoot(ana.page, 'quick-messages');
    await ana.composer.press('ArrowUp');
    await ana.composer.press('Enter');
    expect(await ana.composer.inputValue()).toBe('Yes, Maria, we do. {{unknown}}');
    await ana.composer.press('Enter');
    await maria.waitForMessage('Yes, Maria, we do. {{unknown}}');
  });

  it('sends a poll and a place to the phone, where one votes', async () => {
    const more = (entry: string) => async () => {
      await ana.conversation.getByRole('button', { name: 'Send a place, contacts or a poll' }).click();
      await ana.page.getByRole('menuitem', { name: entry }).click();
    };
    await more('Poll')();
    const dialog = ana.page.getByRole('dialog');
    await dialog.getByLabel('Question').fill('When?');
    await dialog.getByLabel('Answer 1', { exact: true }).fill('Today');
    await dialog.getByLabel('Answer 2', { exact: true }).fill('Tomorrow');
    await shoot(ana.page, 'poll');
    await dialog.getByRole('button', { name: 'Send' }).click();
    await until('the poll on the phone', async () => onHerPhone().some(({ poll }) => poll !== undefined));
    const poll = onHerPhone().find((message) => message.poll);
    if (poll) await maria.vote(phone, poll, ['Tomorrow']);
    await ana.bubble('When?').getByRole('img', { name: 'Chosen by the customer' }).waitFor();

    await more('Place')();
    await dialog.getByLabel('Coordinates or map link').fill('https://maps.google.com/?q=-23.5614,-46.6559');
    await dialog.getByLabel('Name (optional)').fill('Our shop');
    await dialog.getByRole('button', { name: 'Send' }).click();
    await until('the place on the phone', async () =>
      onHerPhone().some(
        ({ place }) => place?.name === 'Our shop' && Math.abs(place.latitude + 23.5614) < 1e-6,
      ),
    );
    await shoot(ana.page, 'poll-and-place');
    expect(onHerPhone().some(({ text }) => text?.includes('go that far'))).toBe(false);
  });
});
