import { quickMessageEndpoints } from '@ticketz/contract/quick-messages';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codeOf } from '../../../test/harness/api-client.ts';
import { startTestApp, type TestApp, type TestPerson } from '../../../test/harness/test-app.ts';

let app: TestApp;
let admin: TestPerson;
let ana: TestPerson;
let bia: TestPerson;
let stranger: TestPerson;
beforeAll(async () => {
  app = await startTestApp();
  const companyId = await app.makeCompany();
  admin = await app.makePerson(companyId, 'admin', 'Rui');
  ana = await app.makePerson(companyId, 'agent', 'Ana');
  bia = await app.makePerson(companyId, 'agent', 'Bia');
  stranger = await app.makePerson(await app.makeCompany(), 'admin');
});
afterAll(() => app.stop());

const create = (who: TestPerson, shortcut: string, shared = false) =>
  who.api.call(quickMessageEndpoints.createQuickMessage, {
    body: { shortcut, shared, text: `${shortcut} {{name}}` },
  });
const update = (who: TestPerson, quickMessageId: string, shortcut: string) =>
  who.api.call(quickMessageEndpoints.updateQuickMessage, {
    params: { quickMessageId },
    body: { shortcut, text: 'changed' },
  });
const remove = (who: TestPerson, quickMessageId: string) =>
  who.api.call(quickMessageEndpoints.deleteQuickMessage, { params: { quickMessageId } });
const shortcuts = async (who: TestPerson) =>
  (await who.api.call(quickMessageEndpoints.listQuickMessages, {})).items.map(({ shortcut }) => shortcut);

it('belongs to one person or to the company, and nobody else sees or changes it (pitfalls 16, 20)', async () => {
  const own = await create(ana, 'pix');
  const shared = await create(admin, 'Olá', true);
  expect(await shortcuts(ana)).toEqual(['Olá', 'pix']);
  expect(await shortcuts(bia)).toEqual(['Olá']);
  expect(await shortcuts(admin)).toEqual(['Olá']);
  expect(await shortcuts(stranger)).toEqual([]);

  expect(await codeOf(create(ana, 'all', true))).toBe('forbidden');
  expect(await codeOf(update(bia, shared.id, 'x'))).toBe('forbidden');
  expect(await codeOf(remove(bia, shared.id))).toBe('forbidden');
  for (const who of [bia, admin, stranger]) {
    expect(await codeOf(update(who, own.id, 'x'))).toBe('not_found');
    expect(await codeOf(remove(who, own.id))).toBe('not_found');
  }
  expect(await update(admin, shared.id, 'oi')).toMatchObject({
    shortcut: 'oi',
    text: 'changed',
    shared: true,
  });
  await remove(admin, shared.id);
  await remove(ana, own.id);
  expect(await shortcuts(ana)).toEqual([]);
});

it('has a shortcut of its own, whatever the capitals; one may have the same as the company', async () => {
  await create(ana, 'frete');
  await create(bia, 'Frete');
  await create(admin, 'frete', true);
  expect(await codeOf(create(ana, 'FRETE'))).toBe('shortcut_taken');
  expect(await codeOf(create(admin, 'Frete', true))).toBe('shortcut_taken');
  const other = await create(ana, 'outro');
  expect(await codeOf(update(ana, other.id, 'Frete'))).toBe('shortcut_taken');
  expect(await update(ana, other.id, 'Outro')).toMatchObject({ shortcut: 'Outro' });
  const racing = await Promise.all([create(bia, 'pix'), create(bia, 'PIX')].map(codeOf));
  expect(racing.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['no error', 'shortcut_taken']);
});
