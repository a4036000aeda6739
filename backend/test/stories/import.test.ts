import { readFile } from 'node:fs/promises';
import type { Phone } from '@ticketz/mock-whatsapp/api/phone';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tellInChapters } from './chapters.ts';
import { type Company, freshNumber, newCustomer } from './companies.ts';
import { pictures } from './pictures.ts';
import { type StorySystem, startStorySystem } from './story-system.ts';

let system: StorySystem;

beforeAll(async () => {
  system = await startStorySystem();
});
afterAll(() => system?.stop());

const file = [
  'Nome;Celular;E-mail;Cidade',
  'José Álvares;(11) 98765-4321;jose@example.com;Santos',
  'Ana;11 98765-4322;;Recife',
  'Again;+55 11 8765-4322;;',
  'Nobody;12;;',
  '=HYPERLINK("http://example.com");;;',
].join('\n');

describe('Contacts from elsewhere', () => {
  const shoot = pictures('import');
  tellInChapters(() => system.pages, shoot);
  let company: Company;
  let page: Page;
  let phone: Phone;

  const contacts = async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Contacts' }).click();
    await page.getByRole('heading', { name: 'Contacts', level: 1 }).waitFor();
  };
  const saved = async (press: () => Promise<void>) => {
    const [download] = await Promise.all([page.waitForEvent('download'), press()]);
    return readFile(await download.path());
  };

  it('a file is read, tried out and imported; what is wrong comes as a file', async () => {
    company = await system.makeCompany('Aurora');
    ({ page } = await system.logIn(await company.addPerson('Olga', 'admin')));
    await contacts();
    await page.getByRole('button', { name: 'More for contacts' }).click();
    await page.getByRole('menuitem', { name: 'Import contacts' }).click();
    await page.getByRole('heading', { name: 'Import contacts', level: 1 }).waitFor();
    const bytes = { name: 'clientes.csv', mimeType: 'text/csv', buffer: Buffer.from(file, 'latin1') };
    await page.locator('input[type=file]').setInputFiles(bytes);
    await page.getByRole('heading', { name: 'clientes.csv', level: 1 }).waitFor();
    await page.getByRole('list', { name: 'Columns' }).getByText('José Álvares · Ana · Again').waitFor();
    await page.getByRole('combobox', { name: '“Cidade” is' }).click();
    await page.getByRole('option', { name: 'Notes' }).click();
    await shoot(page, 'columns');
    await page.getByRole('button', { name: 'Try it out' }).click();
    await page.getByRole('heading', { name: 'Tried out' }).waitFor();
    await page
      .getByRole('region', { name: 'Rows with a mistake' })
      .first()
      .getByText('Not a valid phone number')
      .waitFor();
    await shoot(page, 'tried-out');
    const problems = await saved(() => page.getByRole('link', { name: /^Download 3 rows/ }).click());
    expect(String(problems)).toContain(
      `"'=HYPERLINK(""http://example.com"")",,,,5,No phone number (column Celular)`,
    );
    await page.getByRole('button', { name: 'Import 2 contacts' }).click();
    await page.getByRole('heading', { name: 'Imported', exact: true }).waitFor();
    await page.getByRole('link', { name: 'To the contacts' }).click();
    await page.getByText('2 contacts').waitFor();
    await page.getByRole('table').getByRole('link', { name: 'José Álvares' }).waitFor();
  });

  it('all of them go out as a workbook', async () => {
    await page.getByRole('button', { name: 'More for contacts' }).click();
    const workbook = await saved(() => page.getByRole('menuitem', { name: 'Export as Excel' }).click());
    expect(workbook.subarray(0, 2).toString()).toBe('PK');
  });

  it('a number that is not on WhatsApp is said to be so, and saved if that is wanted', async () => {
    ({ phone } = await company.linkPhone());
    newCustomer(system.whatsapp, 'Maria');
    await page.reload();
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'Add contact' }).first().click();
    const number = freshNumber();
    await dialog.getByRole('textbox', { name: 'Phone number' }).fill(`+${number}`);
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.getByText('WhatsApp doesn’t know this number.').waitFor();
    await shoot(page, 'not-on-whatsapp');
    await dialog.getByRole('button', { name: 'Save anyway' }).click();
    await dialog.waitFor({ state: 'detached' });
    await contacts();
    await page.getByText('3 contacts').waitFor();
  });

  it('people come from the address book of a linked phone; names given here stay', async () => {
    await phone.saveContact({ number: '5511987654321', name: 'Zé' });
    for (const [index, name] of ['Bruno Lima', 'Carla Dias', 'Davi Rocha'].entries()) {
      await phone.saveContact({ number: `551198765440${index}`, name });
    }
    await page.getByRole('button', { name: 'More for contacts' }).click();
    await page.getByRole('menuitem', { name: 'Import contacts' }).click();
    const read = page.getByRole('button', { name: 'Read the contacts of Shop' });
    await read.waitFor();
    await shoot(page, 'where-from');
    await read.click();
    await page.getByRole('heading', { name: 'Contacts on the phone of Shop', level: 1 }).waitFor();
    await page.getByRole('heading', { name: '4 people on the phone' }).waitFor();
    await page.getByRole('list', { name: 'Contacts on the phone of Shop' }).getByText('Carla Dias').waitFor();
    await shoot(page, 'on-the-phone');
    await page.getByRole('button', { name: 'Try it out' }).click();
    await page.getByRole('button', { name: 'Import 4 contacts' }).click();
    await page.getByRole('heading', { name: 'Imported', exact: true }).waitFor();
    await page.getByRole('link', { name: 'To the contacts' }).click();
    await page.getByText('6 contacts').waitFor();
    await page.getByRole('table').getByRole('link', { name: 'José Álvares' }).waitFor();
    await page.getByRole('table').getByRole('link', { name: 'Bruno Lima' }).waitFor();
  });

  it('who sees what of the account is changed on WhatsApp itself', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Connections' }).click();
    await page.getByRole('button', { name: 'More for Shop' }).click();
    await page.getByRole('menuitem', { name: 'Privacy' }).click();
    const dialog = page.getByRole('dialog', { name: 'Privacy of Shop' });
    await dialog.getByRole('combobox', { name: 'Last seen' }).click();
    await page.getByRole('option', { name: 'Nobody' }).click();
    await shoot(page, 'privacy');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Privacy saved.').waitFor();
    expect(phone.privacy.get('last')).toBe('none');
  });
});
