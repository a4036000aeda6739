import type { Customer } from '@ticketz/mock-whatsapp/api/customer';
import type { Phone } from '@ticketz/mock-whatsapp/api/phone';
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

describe('What one does to messages', () => {
  const shoot = pictures('interactions');
  tellInChapters(() => system.pages, shoot);
  let ana: Agent;
  let phone: Phone;
  let maria: Customer;
  let carla: Customer;

  const received = (text: string) =>
    maria.chat(phone).find((message) => !message.fromMe && message.text === text);
  const menu = async (text: string, entry: string) => {
    await ana
      .bubble(text)
      .first()
      .click({ button: 'right', position: { x: 20, y: 12 } });
    await ana.page.getByRole('menuitem', { name: entry, exact: true }).click();
  };

  it('answers a message; the answer quotes it on the phone, and a click leads back to it', async () => {
    const company = await system.makeCompany('Aurora');
    ({ phone } = await company.linkPhone());
    ana = await system.logIn(await company.addPerson('Ana'));
    maria = newCustomer(system.whatsapp, 'Maria');
    carla = newCustomer(system.whatsapp, 'Carla');
    const question = await maria.sendText(phone, 'Do you have it in blue?');
    await ana.open('Maria');
    await ana.accept();
    await menu('Do you have it in blue?', 'Reply');
    await ana.page.getByText('Answering Maria').waitFor();
    await shoot(ana.page, 'answering');
    await ana.answer('We do');
    const answer = await maria.waitForMessage('We do');
    expect(answer.quotedId).toBe(question.id);
    await ana.ticked('We do', 'Delivered').waitFor();
    await ana.conversation.getByRole('button', { name: /^Go to the answered message/ }).click();
    await shoot(ana.page, 'answered');
  });

  it('reactions go both ways', async () => {
    await menu('Do you have it in blue?', 'React with ❤️');
    await until('the reaction on the phone', () =>
      Promise.resolve(maria.chat(phone).some((message) => message.fromMe && message.reaction === '❤️')),
    );
    const answer = received('We do');
    if (!answer) throw new Error('no answer');
    await maria.react(phone, answer, '🎉');
    await ana.conversation.getByRole('img', { name: '🎉 from Maria' }).waitFor();
    await shoot(ana.page, 'reactions');
  });

  it('an own text is changed with arrow up, and its history shown', async () => {
    await ana.composer.focus();
    await ana.composer.press('ArrowUp');
    await ana.answer('We do, in all sizes');
    await until('the change on the phone', () =>
      Promise.resolve(received('We do, in all sizes') !== undefined),
    );
    await ana.conversation.getByRole('button', { name: 'edited' }).click();
    await ana.page.getByRole('dialog').getByText('We do', { exact: true }).waitFor();
    await shoot(ana.page, 'history');
    await ana.page.keyboard.press('Escape');
  });

  it('what the customer changes and deletes changes here', async () => {
    const typo = await maria.sendText(phone, 'Wihch price?');
    const secret = await maria.sendText(phone, 'Never mind');
    await ana.bubble('Never mind').waitFor();
    await maria.edit(phone, typo, 'Which price?');
    await ana.bubble('Which price?').getByText('edited').waitFor();
    await maria.deleteForEveryone(phone, secret);
    await ana.bubble('This message was deleted').waitFor();
    expect(await ana.bubble('Never mind').count()).toBe(0);
    await shoot(ana.page, 'changed-by-customer');
  });

  it('forwards to another conversation', async () => {
    await carla.sendText(phone, 'And for me?');
    await ana.tab('Waiting').click();
    await ana.open('Carla');
    await ana.accept();
    await ana.open('Maria');
    await menu('We do, in all sizes', 'Forward');
    await ana.page.getByRole('checkbox', { name: /Carla/ }).click();
    await shoot(ana.page, 'forwarding');
    await ana.page.getByRole('button', { name: 'Forward to 1 conversation' }).click();
    const copy = await carla.waitForMessage('We do, in all sizes');
    expect(copy.forwarded).toBeGreaterThan(0);
    await ana.open('Carla');
    await ana.bubble('We do, in all sizes').getByText('Forwarded').waitFor();
  });

  it('deletes for everyone, after a while in which it can be undone', async () => {
    await ana.answer('A mistake');
    await ana.ticked('A mistake', 'Delivered').waitFor();
    await menu('A mistake', 'Delete for everyone');
    await ana.page.getByRole('button', { name: 'Delete', exact: true }).click();
    await ana.bubble('This message was deleted').waitFor();
    await until('it to be gone from the phone', () =>
      Promise.resolve(carla.chat(phone).some((message) => message.deleted === true)),
    );
    await shoot(ana.page, 'deleted');
  });
});
