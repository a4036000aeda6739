import type { Customer } from '@ticketz/mock-whatsapp/api/customer';
import type { Group } from '@ticketz/mock-whatsapp/api/group';
import type { Phone } from '@ticketz/mock-whatsapp/api/phone';
import { sample, sampleFile } from '@ticketz/mock-whatsapp/api/samples';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../harness/until.ts';
import type { Agent } from './agent.ts';
import { tellInChapters } from './chapters.ts';
import { newCustomer } from './companies.ts';
import { seriousFindings } from './findings.ts';
import { pictures } from './pictures.ts';
import { type StorySystem, startStorySystem } from './story-system.ts';

let system: StorySystem;

beforeAll(async () => {
  system = await startStorySystem();
});
afterAll(() => system?.stop());

describe('What one does all day', () => {
  const shoot = pictures('daily-work');
  tellInChapters(() => system.pages, shoot);
  let rosa: Agent;
  let ana: Agent;
  let phone: Phone;
  let maria: Customer;
  let pedro: Customer;
  let group: Group;

  const choose = async (text: string, entry: string) => {
    await rosa.bubble(text).click({ button: 'right' });
    await rosa.page.getByRole('menuitem', { name: entry, exact: true }).click();
  };
  const forwardTo = async (name: string) => {
    const dialog = rosa.page.getByRole('dialog', { name: /^Forward/ });
    await dialog.getByRole('checkbox', { name: new RegExp(name) }).click();
    await shoot(rosa.page, 'forward');
    await dialog.getByRole('button', { name: 'Forward to 1 conversation' }).click();
    await dialog.waitFor({ state: 'hidden' });
  };

  it('puts a star on a message, and finds it among the starred', async () => {
    const shop = await system.makeCompany('Loja Aurora');
    const linked = await shop.linkPhone();
    phone = linked.phone;
    [rosa, ana] = await Promise.all([
      system.logIn(await shop.addPerson('Rosa', 'admin')),
      system.logIn(await shop.addPerson('Ana')),
    ]);
    maria = newCustomer(system.whatsapp, 'Maria');
    pedro = newCustomer(system.whatsapp, 'Pedro');
    await pedro.sendText(phone, 'Who has the address?');
    await maria.sendText(phone, 'Rua das Flores 12');
    await maria.sendText(phone, 'Ring twice');
    await rosa.open('Pedro');
    await rosa.accept();
    await rosa.tab('Waiting').click();
    await rosa.open('Maria');
    await rosa.accept();
    await choose('Rua das Flores 12', 'Star');
    await rosa.bubble('Rua das Flores 12').getByRole('img', { name: 'Starred' }).waitFor();
    await rosa.page.goto('/starred');
    const starred = rosa.page.getByRole('list', { name: 'Starred' });
    await starred.getByRole('button', { name: /Rua das Flores 12/ }).waitFor();
    await shoot(rosa.page, 'starred');
    expect(await seriousFindings(rosa.page)).toEqual([]);
    await starred.getByRole('button', { name: /Rua das Flores 12/ }).click();
    await rosa.bubble('Rua das Flores 12').waitFor();
  });

  it('passes on one message, then several in their order', async () => {
    await choose('Rua das Flores 12', 'Forward');
    await forwardTo('Pedro');
    const one = await pedro.waitForMessage('Rua das Flores 12');
    expect(one.content.extendedTextMessage?.contextInfo?.isForwarded).toBe(true);
    await choose('Rua das Flores 12', 'Select messages');
    const bar = rosa.conversation.getByRole('toolbar', { name: 'Selected messages' });
    await bar.getByText('1 message selected').waitFor();
    await rosa.conversation.getByRole('checkbox', { name: 'Select the message of Maria' }).last().check();
    await bar.getByText('2 messages selected').waitFor();
    await shoot(rosa.page, 'selected');
    expect(await seriousFindings(rosa.page)).toEqual([]);
    await bar.getByRole('button', { name: 'Forward' }).click();
    await forwardTo('Pedro');
    await pedro.waitForMessage('Ring twice');
    const texts = pedro.chat(phone).map(({ text }) => text);
    expect(texts.slice(-3)).toEqual(['Rua das Flores 12', 'Rua das Flores 12', 'Ring twice']);
    await bar.waitFor({ state: 'hidden' });
  });

  it('signs as the company wants it, with words of her own', async () => {
    await rosa.go('Settings');
    const saved = rosa.page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok());
    await rosa.page.getByRole('button', { name: 'Over the text' }).click();
    await saved;
    await rosa.page.getByRole('button', { name: 'Over the text', pressed: true }).waitFor();
    await rosa.page.goto('/profile');
    await rosa.page.getByRole('textbox', { name: 'Signature' }).fill('Rosa, Loja Aurora');
    await rosa.page.getByRole('button', { name: 'Save signature' }).click();
    await rosa.page.getByText('Your signature has been saved.').waitFor();
    await rosa.go('Inbox');
    await rosa.open('Maria');
    await rosa.conversation.getByText('Rosa, Loja Aurora').waitFor();
    await shoot(rosa.page, 'signature');
    await rosa.answer('Until tomorrow');
    await maria.waitForMessage('*Rosa, Loja Aurora*:\nUntil tomorrow');
  });

  it('keeps a quick message with a file, and sends both', async () => {
    await rosa.page.goto('/quick-messages');
    await rosa.page.getByRole('button', { name: 'Add quick message' }).click();
    const dialog = rosa.page.getByRole('dialog', { name: 'Add quick message' });
    await dialog.getByLabel('Shortcut').fill('menu');
    await dialog.getByRole('textbox', { name: 'Text' }).fill('Here is what we have, {{first_name}}');
    await dialog.locator('input[type=file]').setInputFiles(sampleFile('photo.jpg'));
    await dialog.getByRole('button', { name: 'Remove photo.jpg' }).waitFor();
    await shoot(rosa.page, 'quick-message');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await rosa.go('Inbox');
    await rosa.open('Maria');
    await rosa.composer.pressSequentially('/menu');
    await rosa.page.getByRole('option', { name: /menu/ }).waitFor();
    await rosa.composer.press('Enter');
    await rosa.conversation
      .getByRole('list', { name: 'Files that go along' })
      .getByText(/photo\.jpg/)
      .waitFor();
    await shoot(rosa.page, 'brought');
    await rosa.composer.press('Enter');
    const photo = await maria.waitForMessage(/Here is what we have, Maria/);
    expect(photo.media?.kind).toBe('image');
    expect(photo.media?.bytes.equals(sample('photo.jpg'))).toBe(true);
  });

  it('answers in a group, in a tab of its own, and names somebody', async () => {
    group = system.whatsapp.createGroup({ subject: 'Neighbours', by: maria, members: [phone, pedro] });
    await rosa.go('Connections');
    await rosa.page.getByRole('button', { name: 'More for Shop' }).click();
    await rosa.page.getByRole('menuitem', { name: 'Settings' }).click();
    const dialog = rosa.page.getByRole('dialog', { name: 'Settings of Shop' });
    await dialog.getByRole('radio', { name: 'In a tab of their own' }).check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await rosa.go('Inbox');
    await until('the group to be heard', async () => {
      await maria.sendText(group, 'Who feeds the cat?');
      return (await rosa.list.getByRole('tab', { name: /^Groups/ }).count()) > 0;
    });
    await rosa.list.getByRole('tab', { name: /^Groups/ }).click();
    await pedro.sendText(group, 'Not me');
    await rosa.open('Neighbours');
    await rosa.bubble('Not me').getByText('Pedro', { exact: true }).waitFor();
    await rosa.composer.pressSequentially('@ped');
    await rosa.page.getByRole('option', { name: /Pedro/ }).waitFor();
    await shoot(rosa.page, 'member');
    await rosa.composer.press('Enter');
    await rosa.composer.pressSequentially('it is your turn');
    await rosa.composer.press('Enter');
    const digits = group.addressOf(pedro).split('@')[0];
    const named = await pedro.waitForMessage(new RegExp(`@${digits} it is your turn`));
    expect(named.content.extendedTextMessage?.contextInfo?.mentionedJid).toEqual([group.addressOf(pedro)]);
    await maria.waitForMessage(/it is your turn/);
    await rosa.ticked('it is your turn', 'Delivered').waitFor();
    await shoot(rosa.page, 'group');
    expect(await seriousFindings(rosa.page)).toEqual([]);
  });

  it('shows the group to the people chosen, and to nobody else', async () => {
    await ana.list.getByRole('tab', { name: /^Groups/ }).click();
    await ana.open('Neighbours');
    const address = ana.page.url();
    system.pages.allow(/404 .*\/api\/(tickets|starred-messages)/);
    await rosa.page.getByRole('radio', { name: 'Only these people' }).click();
    await ana.page.getByText("You can't see this ticket any more").waitFor();
    await shoot(ana.page, 'gone');
    await ana.row('Neighbours').waitFor({ state: 'detached' });
    await pedro.sendText(group, 'A secret of ours');
    await rosa.bubble('A secret of ours').waitFor();
    await ana.page.goto(address);
    await ana.page.getByText("This ticket isn't here").waitFor();
    expect(ana.heard.join()).not.toContain('A secret of ours');
  });
});
