import type { Customer } from '@ticketz/mock-whatsapp/api/customer';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
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

describe('The people behind the conversations', () => {
  const shoot = pictures('contacts');
  tellInChapters(() => system.pages, shoot);
  let olga: Agent;
  let page: Page;
  let joao: Customer;

  const dialog = () => page.getByRole('dialog');
  const contacts = async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Contacts' }).click();
    await page.getByRole('heading', { name: 'Contacts', level: 1 }).waitFor();
  };
  const openContact = async (name: string) => {
    await contacts();
    await page.getByRole('table').getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { name, level: 1 }).waitFor();
  };

  it('a company makes its tags and fields', async () => {
    const company = await system.makeCompany('Aurora');
    const line = await company.linkPhone();
    olga = await system.logIn(await company.addPerson('Olga', 'admin'));
    ({ page } = olga);
    const maria = newCustomer(system.whatsapp, 'Maria');
    await maria.sendText(line.phone, 'Do you have red shoes?');
    await olga.row('Maria').waitFor();
    joao = newCustomer(system.whatsapp, 'João');
    await contacts();
    await page.getByRole('link', { name: 'Tags and fields' }).click();
    await page.getByRole('button', { name: 'Add tag' }).click();
    await dialog().getByLabel('Name').fill('VIP');
    await dialog().getByRole('button', { name: 'Purple' }).click();
    await dialog().getByRole('button', { name: 'Save' }).click();
    await page.getByRole('list', { name: 'Tags' }).getByText('VIP').waitFor();
    await page.getByRole('button', { name: 'Add field' }).click();
    await dialog().getByLabel('Name').fill('Shoe size');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await page.getByRole('list', { name: 'Fields' }).getByText('Shoe size').waitFor();
    await shoot(page, 'setup');
  });

  it('and writes down what it knows of somebody', async () => {
    await openContact('Maria');
    await page.getByRole('button', { name: 'Edit contact' }).click();
    await dialog().getByLabel('Shoe size').fill('38');
    await dialog().getByLabel('Tags of the contact').click();
    await page.getByRole('option', { name: 'VIP' }).click();
    await dialog().getByLabel('E-mail').fill('maria@example.com');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await page.getByText('38', { exact: true }).waitFor();
    await shoot(page, 'contact');
    await contacts();
    await page.getByLabel('Tag', { exact: true }).click();
    await page.getByRole('option', { name: 'VIP' }).click();
    await page.getByText('maria@example.com').waitFor();
    await shoot(page, 'list');
  });

  it('a ticket is started to a number, and arrives', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Inbox' }).click();
    await page.getByRole('button', { name: 'New ticket' }).click();
    await dialog().getByRole('button', { name: 'Number' }).click();
    await dialog().getByRole('textbox', { name: 'Number' }).fill('+55 11 90000-0000');
    await dialog().getByRole('button', { name: 'Start ticket' }).click();
    await dialog().getByText('This number isn’t on WhatsApp').waitFor();
    await shoot(page, 'number-not-found');
    await dialog().getByRole('textbox', { name: 'Number' }).fill(`+${joao.number}`);
    await dialog().getByRole('button', { name: 'Start ticket' }).click();
    await olga.composer.waitFor();
    await olga.answer('Your order is here');
    await joao.waitForMessage((message) => message.text === 'Your order is here');
  });

  it('two contacts that are one are merged, and told apart again', async () => {
    await openContact('Maria');
    await page.getByRole('button', { name: 'More for Maria' }).click();
    await page.getByRole('menuitem', { name: 'Merge with a duplicate…' }).click();
    await dialog().getByRole('combobox', { name: 'Duplicate' }).fill(joao.number.slice(-6));
    await page.getByRole('option').first().click();
    await dialog().getByText('Reached by').waitFor();
    await shoot(page, 'merge');
    await dialog().getByRole('button', { name: 'Merge', exact: true }).click();
    const past = page.getByRole('region', { name: 'Merged into this contact' });
    await past.waitFor();
    await past.getByRole('button', { name: 'Undo merge' }).click();
    await past.waitFor({ state: 'detached' });
    await contacts();
    await page.getByText('2 contacts').waitFor();
    await shoot(page, 'after');
  });
});
