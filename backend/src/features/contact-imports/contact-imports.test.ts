import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { contactFieldEndpoints } from '@ticketz/contract/contact-fields';
import {
  type ContactImport,
  contactImport,
  contactImportEndpoints as endpoints,
  type ImportSettings,
  importLimits,
} from '@ticketz/contract/contact-imports';
import { contactEndpoints } from '@ticketz/contract/contacts';
import { tagEndpoints } from '@ticketz/contract/tags';
import { describe, expect, it } from 'vitest';
import { useShop } from '../../../test/harness/shop.ts';
import { importContacts } from './import-contacts.job.ts';
import { tendImports } from './tend-imports.job.ts';

const { app, shop, admin, write } = useShop();

async function post(content: string | Buffer, person = admin): Promise<Response> {
  return fetch(`${app.url}/api/contact-imports?name=people.csv`, {
    method: 'POST',
    headers: { authorization: `Bearer ${person.token}`, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(Buffer.from(content)),
  });
}
async function upload(content: string | Buffer): Promise<ContactImport> {
  const answer = await post(content);
  expect(answer.status).toBe(200);
  return contactImport.parse(await answer.json());
}
/** A worker's turns, until there is nothing left to do. */
const work = ({ id }: ContactImport, stop = new AbortController().signal) =>
  importContacts.handle({ companyId: shop.companyId, importId: id }, stop);
const params = ({ id }: ContactImport) => ({ contactImportId: id });
const get = (one: ContactImport) => admin.api.call(endpoints.getContactImport, { params: params(one) });
async function check(one: ContactImport, settings: Partial<ImportSettings> = {}): Promise<ContactImport> {
  const body = { ...one.settings, ...settings };
  await admin.api.call(endpoints.checkContactImport, { params: params(one), body });
  await work(one);
  return get(one);
}
async function start(one: ContactImport): Promise<ContactImport> {
  await admin.api.call(endpoints.startContactImport, { params: params(one) });
  await work(one);
  return get(one);
}
async function run(content: string | Buffer, settings: Partial<ImportSettings> = {}) {
  const one = await upload(content);
  await check(one, settings);
  return start(one);
}
const contacts = async () => {
  const { items } = await admin.api.call(contactEndpoints.listContacts, { query: { limit: 100 } });
  return items.map(({ name, phoneNumber }) => `${name} ${phoneNumber}`);
};
const problems = async (one: ContactImport, language = 'en') => {
  const answer = await fetch(`${app.url}/api/files/exports/imports/${one.id}?language=${language}`, {
    headers: { authorization: `Bearer ${admin.token}` },
  });
  return answer.text();
};
const countIn = async (table: string) => {
  const { rows } = await app.database.owner.query(
    `SELECT count(*)::int AS count FROM ${table} WHERE company_id = $1`,
    [shop.companyId],
  );
  return rows[0].count as number;
};
/** Valid numbers, none twice. */
const numberOf = (index: number) => `+5511${String(960_000_000 + index)}`;
const many = (count: number) =>
  `name,phone\n${Array.from({ length: count }, (_row, index) => `Person ${index},${numberOf(index)}`).join('\n')}`;

it('refuses what is too large before reading it', async () => {
  const upload = request(`${app.url}/api/contact-imports?name=people.csv`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${admin.token}`,
      'content-type': 'application/octet-stream',
      'content-length': importLimits.bytes + 1,
    },
  });
  upload.on('error', () => undefined);
  const answered: Promise<IncomingMessage[]> = once(upload, 'response');
  upload.write('name,phone');
  const [answer] = await answered;
  expect(answer?.statusCode).toBe(413);
  upload.destroy();
  await once(upload, 'close');
  expect((await post('Maria;11987654321')).status).toBe(200);
});

describe('an import', () => {
  const file = Buffer.from(
    [
      'Nome;Celular;E-mail;Etiquetas;Observações;Tamanho',
      'José;(11) 98765-4321;JOSE@example.com;VIP, Norte;Gosta de café;M',
      'Ana;11 3333-4444;;;;S',
      'Nobody;;;;;',
      'Wrong;123;;;;',
      'Mail;(11) 98765-1111;no mail;;;',
      'Size;(11) 98765-2222;;;;XXL',
      'Again;+55 11 8765-4321;;;;',
    ].join('\r\n'),
    'latin1',
  );

  it('is read, guessed, tried out without changing anything, run, and tells of it', async () => {
    const size = await admin.api.call(contactFieldEndpoints.createContactField, {
      body: { name: 'Tamanho', kind: 'choice', choices: ['S', 'M'] },
    });
    const all = await admin.api.call(tagEndpoints.createTag, { body: { name: 'Feira', color: 'blue' } });
    const socket = await app.openSocket(admin);
    const draft = await upload(file);
    expect(draft).toMatchObject({ name: 'people.csv', state: 'draft', rowCount: 7 });
    expect(draft.columns[4]).toEqual({ header: 'Observações', samples: ['Gosta de café', '', '', '', ''] });
    expect(draft.settings).toMatchObject({
      country: 'BR',
      columns: [
        { column: 0, target: 'name' },
        { column: 1, target: 'phone' },
        { column: 2, target: 'email' },
        { column: 3, target: 'tags' },
        { column: 4, target: 'notes' },
        { column: 5, target: 'field', fieldId: size.id },
      ],
    });

    const checked = await check(draft, {
      tagIds: [all.id],
      consent: { state: 'opted_in', how: 'Fair' },
    });
    expect(checked).toMatchObject({
      state: 'checked',
      counts: { created: 2, updated: 0, skipped: 1, wrong: 4 },
    });
    expect(await contacts()).toEqual([]);
    expect(await countIn('tags')).toBe(1);
    const { items } = await admin.api.call(endpoints.listImportRows, {
      params: params(draft),
      query: { outcome: 'wrong' },
    });
    expect(items.map(({ place, problem, column }) => [place, problem, column])).toEqual([
      [3, 'no_phone', 1],
      [4, 'invalid_phone', 1],
      [5, 'invalid_email', 2],
      [6, 'invalid_value', 5],
    ]);

    expect(await start(draft)).toMatchObject({ state: 'done', counts: { created: 2, skipped: 1, wrong: 4 } });
    expect(await contacts()).toEqual(['Ana 551133334444', 'José 5511987654321']);
    const [, jose] = (await admin.api.call(contactEndpoints.listContacts, { query: {} })).items;
    const contact = await admin.api.call(contactEndpoints.getContact, {
      params: { contactId: jose?.id ?? '' },
    });
    expect(contact).toMatchObject({
      email: 'jose@example.com',
      notes: 'Gosta de café',
      consents: [{ state: 'opted_in', how: 'Fair', by: 'Rui' }],
      fields: [{ fieldId: size.id, value: 'M' }],
    });
    expect(contact.tagIds).toHaveLength(3);
    expect((await problems(draft, 'pt-BR')).split('\r\n').slice(1, 3)).toEqual([
      'Nobody,,,,,,3,Sem número de telefone (coluna Celular)',
      'Wrong,123,,,,,4,Número de telefone inválido (coluna Celular)',
    ]);
    await socket.waitFor('contactImport.updated', ({ contactImport: { state } }) => state === 'done');
    await socket.waitFor('contacts.rearranged');
    socket.close();
  });

  it('pitfall 9: knows people in both forms of a Brazilian number, and by what the channel has told', async () => {
    const person = { phone: '551187654321', lid: null, pushName: 'Zé' };
    await write({ person });
    await write({ person: { phone: null, lid: '77', pushName: 'Hidden' }, address: '77@lid' });
    await app.database.owner.query(
      "INSERT INTO contact_links (company_id, lid, phone) VALUES ($1, '77', '5511911112222'), ($1, '78', '5511933334444')",
      [shop.companyId],
    );
    const rows = 'name,phone\nJosé,(11) 98765-4321\nHilda,11 91111-2222\nNew,11 93333-4444';
    const done = await run(rows);
    expect(done.counts).toMatchObject({ created: 1, updated: 2 });
    expect(await contacts()).toEqual(['Hilda 5511911112222', 'José 551187654321', 'New 5511933334444']);
    // Whoever comes by the hidden id of the new one is them.
    await write({ person: { phone: null, lid: '78', pushName: null }, address: '78@lid' });
    expect(await contacts()).toHaveLength(3);
  });

  it('fills what is empty, writes over it, or leaves people as they are', async () => {
    await run('name,phone,email\nJosé,11987654321,old@example.com');
    const again = 'name,phone,email,notes\nPepe,11987654321,new@example.com,Note';
    expect(await run(again)).toMatchObject({ counts: { updated: 1 } });
    const only = async () => {
      const { items } = await admin.api.call(contactEndpoints.listContacts, { query: {} });
      return admin.api.call(contactEndpoints.getContact, { params: { contactId: items[0]?.id ?? '' } });
    };
    expect(await only()).toMatchObject({ name: 'José', email: 'old@example.com', notes: 'Note' });
    expect((await run(again, { known: 'skip' })).counts).toMatchObject({ updated: 0, skipped: 1 });
    expect(await only()).toMatchObject({ name: 'José' });
    await run(again, { known: 'overwrite' });
    expect(await only()).toMatchObject({ name: 'Pepe', email: 'new@example.com' });
  });

  it.each(['csv', 'xlsx'])('comes back from our own export as %s', async (format) => {
    await run('name,phone,notes\nJosé,11987654321,"-1 ""x"", y"\nBad,,');
    const exported = await fetch(`${app.url}/api/files/exports/contacts?format=${format}`, {
      headers: { authorization: `Bearer ${admin.token}` },
    });
    const draft = await upload(Buffer.from(await exported.arrayBuffer()));
    expect(draft.settings.columns.map(({ target }) => target).toSorted()).toEqual(
      ['email', 'language', 'name', 'notes', 'phone', 'tags'].toSorted(),
    );
    expect((await check(draft, { known: 'overwrite' })).counts).toMatchObject({ updated: 1, wrong: 0 });
    await start(draft);
    const { items } = await admin.api.call(contactEndpoints.listContacts, { query: {} });
    const contact = await admin.api.call(contactEndpoints.getContact, {
      params: { contactId: items[0]?.id ?? '' },
    });
    expect(contact.notes).toBe('-1 "x", y');
  });

  it('has no heads where the first line is a contact already', async () => {
    const draft = await upload('José;11 98765-4321\nAna;11 98765-4322');
    expect(draft).toMatchObject({ rowCount: 2, columns: [{ header: '' }, { header: '' }] });
    expect(draft.settings.columns).toEqual([{ column: 1, target: 'phone' }]);
  });

  it.each([
    ['empty', 'name,phone\n'],
    ['not_a_table', Buffer.from([0x50, 0x4b, 3, 4, 0, 0])],
    ['too_many_columns', `${'a,'.repeat(70)}b\n`],
  ])('is refused when it is %s, and nothing is left', async (reason, content) => {
    const answer = await post(content);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ error: { code: 'import_unreadable', details: { reason } } });
    expect(await countIn('contact_imports')).toBe(0);
  });

  it('needs a column with numbers, and what is the company’s', async () => {
    const draft = await upload('name,phone\nJosé,11987654321');
    const tried = (settings: Partial<ImportSettings>) => check(draft, settings);
    await expect(tried({ columns: [{ column: 0, target: 'name' }] })).rejects.toMatchObject({
      code: 'validation_failed',
    });
    await expect(tried({ columns: [{ column: 7, target: 'phone' }] })).rejects.toMatchObject({
      code: 'validation_failed',
    });
    const foreign = await app.makeConnection(await app.makeCompany());
    await expect(tried({ connectionId: foreign })).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      admin.api.call(endpoints.startContactImport, { params: params(draft) }),
    ).rejects.toMatchObject({
      code: 'import_not_ready',
    });
  });
});

describe('pitfall 28: formulas', () => {
  const formulas = [
    '=1+1',
    '=HYPERLINK("http://x","y")',
    "+cmd|' /C calc'!A0",
    '@SUM(A1)',
    "-2+3+cmd|'x'!A0",
  ];

  it('are plain text once they are imported', async () => {
    const rows = formulas.map((formula, index) => `"${formula.replaceAll('"', '""')}",${numberOf(index)}`);
    await run(`name,phone\n${rows.join('\n')}`);
    const names = (await contacts()).map((contact) => contact.replace(/ \d+$/, ''));
    expect(names.toSorted()).toEqual(
      ['1+1', 'HYPERLINK("http://x","y")', "cmd|' /C calc'!A0", 'SUM(A1)', "2+3+cmd|'x'!A0"].toSorted(),
    );
  });

  it('stay texts in the list of problems', async () => {
    const one = await run(
      `name,phone\n${formulas.map((formula) => `"${formula.replaceAll('"', '""')}",`).join('\n')}`,
    );
    const lines = (await problems(one)).split('\r\n').slice(1, -1);
    expect(lines).toHaveLength(formulas.length);
    for (const line of lines) expect(line).toMatch(/^"?'/);
  });

  it('aren’t made of what people may write', async () => {
    await run(
      `name,phone,notes\n@maria,${numberOf(1)},- see below (soon)\nJosé,+55 11 96000-0002,+55 (11) 3333`,
    );
    expect(await contacts()).toEqual(['@maria 5511960000001', 'José 5511960000002']);
  });
});

describe('pitfall 12: an import that is cut off', () => {
  it('goes on where it was, with every contact once, whether it dies in a batch or between two', async () => {
    const draft = await upload(many(600));
    await check(draft, { consent: { state: 'opted_in', how: 'File' } });
    await admin.api.call(endpoints.startContactImport, { params: params(draft) });
    const { owner } = app.database;
    await owner.query(`CREATE FUNCTION break_down() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN IF NEW.value LIKE '%60000300' THEN RAISE EXCEPTION 'cut off'; END IF; RETURN NEW; END $$`);
    await owner.query(
      'CREATE TRIGGER break_down BEFORE INSERT ON contact_identities FOR EACH ROW EXECUTE FUNCTION break_down()',
    );
    await expect(work(draft)).rejects.toThrow('cut off');
    await owner.query('DROP TRIGGER break_down ON contact_identities');
    expect(await get(draft)).toMatchObject({ state: 'running', place: 250, counts: { created: 250 } });
    expect(await countIn('contacts')).toBe(250);
    // A process that is told to stop, then two that go on at the same time.
    await work(draft, AbortSignal.abort());
    await Promise.all([work(draft), work(draft)]);
    expect(await get(draft)).toMatchObject({ state: 'done', place: 600, counts: { created: 600 } });
    expect(await countIn('contacts')).toBe(600);
    expect(await countIn('contact_consents')).toBe(600);
  });

  it('fails for good after some attempts, and says so', async () => {
    const draft = await upload(many(1));
    await check(draft);
    await admin.api.call(endpoints.startContactImport, { params: params(draft) });
    const { owner } = app.database;
    await owner.query('ALTER TABLE contacts ADD CONSTRAINT nobody CHECK (given_name IS NULL) NOT VALID');
    for (let attempt = 0; attempt < 5; attempt += 1) await expect(work(draft)).rejects.toThrow();
    await owner.query('ALTER TABLE contacts DROP CONSTRAINT nobody');
    expect(await get(draft)).toMatchObject({ state: 'failed', place: 0 });
  });

  it('is stopped by hand, keeps what it made, and goes after a week', async () => {
    const draft = await upload(many(300));
    await check(draft);
    await admin.api.call(endpoints.startContactImport, { params: params(draft) });
    expect(await admin.api.call(endpoints.cancelContactImport, { params: params(draft) })).toMatchObject({
      state: 'cancelled',
    });
    await work(draft);
    expect(await countIn('contacts')).toBe(0);
    await app.database.owner.query("UPDATE contact_imports SET moved_at = now() - interval '8 days'");
    await tendImports.handle({}, new AbortController().signal);
    expect(await countIn('contact_import_rows')).toBe(0);
  });
});

describe('pitfall 30: a company with many imports', () => {
  it('has one at work at a time, and keeps few that nobody starts', async () => {
    const drafts: ContactImport[] = [];
    for (let index = 0; index < 7; index += 1) drafts.push(await upload(many(1)));
    expect(await countIn('contact_imports')).toBe(5);
    const [one, other] = drafts.slice(-2);
    if (!one || !other) throw new Error('There are no drafts');
    const begin = (which: ContactImport) =>
      admin.api.call(endpoints.checkContactImport, { params: params(which), body: which.settings });
    await begin(one);
    await expect(begin(other)).rejects.toMatchObject({ code: 'import_running' });
    await work(one);
    await begin(other);
  });
});
