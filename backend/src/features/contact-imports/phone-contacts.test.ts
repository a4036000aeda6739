import { accountPrivacyEndpoints } from '@ticketz/contract/account-privacy';
import { connectionEndpoints } from '@ticketz/contract/connections';
import { type ContactImport, contactImportEndpoints as endpoints } from '@ticketz/contract/contact-imports';
import { contactEndpoints } from '@ticketz/contract/contacts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { linkPhone, type MediaShop, startMediaShop } from '../../../test/harness/media-shop.ts';
import { freshNumber } from '../../../test/harness/whatsapp-bench.ts';
import { importContacts } from './import-contacts.job.ts';

let shop: MediaShop;

beforeAll(async () => {
  shop = await startMediaShop();
});
afterAll(() => shop.stop());

const read = (connectionId = shop.connectionId, person = shop.admin) =>
  person.api.call(endpoints.importPhoneContacts, { params: { connectionId } });
async function settled(
  one: ContactImport,
  what: 'checkContactImport' | 'startContactImport',
): Promise<ContactImport> {
  const params = { contactImportId: one.id };
  if (what === 'startContactImport') await shop.admin.api.call(endpoints.startContactImport, { params });
  else await shop.admin.api.call(endpoints.checkContactImport, { params, body: one.settings });
  await importContacts.handle(
    { companyId: shop.admin.companyId, importId: one.id },
    new AbortController().signal,
  );
  return shop.admin.api.call(endpoints.getContactImport, { params });
}

it('reads the address book of the phone as it is now, and imports it like a file', async () => {
  const { phone, admin, ana, mock } = shop;
  await expect(read()).rejects.toMatchObject({ code: 'import_unreadable', details: { reason: 'empty' } });

  const hidden = mock.addCustomer({ number: freshNumber(), name: 'Ivo', addressing: 'lid' });
  await admin.api.call(contactEndpoints.createContact, {
    body: { name: 'Ana from the bakery', phoneNumber: ana.number },
  });
  await phone.saveContact({ number: ana.number, name: 'Ana Phone' });
  await phone.saveContact({ number: '5511955550001', name: 'Moved away' });
  await phone.saveContact({ number: '5511955550002', name: 'Old name' });
  await phone.saveContact({ number: phone.number, name: 'Myself' });
  phone.packAddressBook();
  await phone.saveContact({ number: '5511955550001', name: undefined });
  await phone.saveContact({ number: '5511955550002', name: 'Zé =HYPERLINK("x")' });
  await phone.saveContact({ number: '551155550003', name: 'Not a number of this world, 13 of them 😀' });
  await phone.saveHiddenContact({ lid: hidden.lid, name: 'Hidden' });

  const draft = await read();
  expect(draft).toMatchObject({ source: 'phone', name: 'Shop', state: 'draft', rowCount: 4 });
  const { items } = await admin.api.call(endpoints.listImportRows, {
    params: { contactImportId: draft.id },
    query: {},
  });
  expect(items.map(({ cells }) => cells)).toEqual([
    ['Ana Phone', `+${ana.number}`],
    ['Hidden', ''],
    ['Not a number of this world, 13 of them 😀', '+551155550003'],
    ['Zé =HYPERLINK("x")', '+5511955550002'],
  ]);

  const overwriting = { ...draft, settings: { ...draft.settings, known: 'overwrite' as const } };
  await expect(settled(overwriting, 'checkContactImport')).rejects.toMatchObject({
    code: 'validation_failed',
  });
  const tried = await settled(draft, 'checkContactImport');
  expect(tried).toMatchObject({ state: 'checked', counts: { created: 2, updated: 1, wrong: 1 } });
  expect(await settled(draft, 'startContactImport')).toMatchObject({ state: 'done' });
  const { items: people } = await admin.api.call(contactEndpoints.listContacts, { query: {} });
  expect(people.map(({ name }) => name).toSorted()).toEqual([
    'Ana from the bakery',
    'Not a number of this world, 13 of them 😀',
    'Zé =HYPERLINK("x")',
  ]);
});

it('says what is in the way', async () => {
  const { app, admin, mock } = shop;
  const stranger = await app.makePerson(await app.makeCompany(), 'admin');
  await expect(read(shop.connectionId, stranger)).rejects.toMatchObject({ code: 'not_found' });

  const { id } = await admin.api.call(connectionEndpoints.createConnection, { body: { name: 'Second' } });
  await expect(read(id)).rejects.toMatchObject({ code: 'connection_not_open' });
  const params = { connectionId: id };
  await expect(admin.api.call(accountPrivacyEndpoints.getAccountPrivacy, { params })).rejects.toMatchObject({
    code: 'connection_not_open',
  });

  const second = mock.addPhone({ number: freshNumber(), name: 'Second' });
  second.sharesKeys = false;
  await second.saveContact({ number: freshNumber(), name: 'Locked' });
  await linkPhone(admin, id, second);
  await expect(read(id)).rejects.toMatchObject({ code: 'phone_book_unreadable' });
});

it('shows and changes what WhatsApp shows of the account', async () => {
  const { admin, connectionId, phone, mock, app } = shop;
  const params = { connectionId };
  expect(await admin.api.call(accountPrivacyEndpoints.getAccountPrivacy, { params })).toEqual({
    lastSeen: 'all',
    online: 'all',
    picture: 'all',
    about: 'all',
    readReceipts: true,
    groupAdd: 'all',
  });
  phone.setPrivacy('groupadd', 'contact_blacklist');
  phone.setPrivacy('profile', 'something new');
  const wanted = {
    lastSeen: 'none',
    online: 'same_as_last_seen',
    about: 'contacts',
    readReceipts: false,
  } as const;
  const changed = await admin.api.call(accountPrivacyEndpoints.changeAccountPrivacy, {
    params,
    body: wanted,
  });
  expect(changed).toEqual({ ...wanted, groupAdd: 'contacts_except', picture: null });
  expect(Object.fromEntries(phone.privacy)).toMatchObject({
    last: 'none',
    online: 'match_last_seen',
    status: 'contacts',
    readreceipts: 'none',
  });

  mock.faults.refusePrivacy({ phone });
  await expect(
    admin.api.call(accountPrivacyEndpoints.changeAccountPrivacy, { params, body: { lastSeen: 'all' } }),
  ).rejects.toMatchObject({ code: 'whatsapp_refused' });
  const stranger = await app.makePerson(await app.makeCompany(), 'admin');
  await expect(
    stranger.api.call(accountPrivacyEndpoints.changeAccountPrivacy, { params, body: { lastSeen: 'all' } }),
  ).rejects.toMatchObject({ code: 'not_found' });
  const { rows } = await app.database.owner.query('SELECT 1 FROM channel_questions');
  expect(rows).toEqual([]);
});
