import { contactFieldEndpoints } from '@ticketz/contract/contact-fields';
import { contactEndpoints } from '@ticketz/contract/contacts';
import { tagEndpoints } from '@ticketz/contract/tags';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { describe, expect, it } from 'vitest';
import { useShop } from '../../../test/harness/shop.ts';
import type { TestPerson } from '../../../test/harness/test-app.ts';

const { app, shop, admin, ana: agent, bia: colleague, write } = useShop();

const onlyTicket = async () => {
  const { items } = await admin.api.call(ticketEndpoints.listTickets, { query: { tab: 'all' } });
  if (!items[0] || items.length > 1) throw new Error(`There are ${items.length} tickets`);
  return items[0];
};
const list = async (person: TestPerson, query: { search?: string; tagId?: string; limit?: number } = {}) =>
  (await person.api.call(contactEndpoints.listContacts, { query })).items.map(({ name }) => name);
const create = (name: string, phoneNumber: string) =>
  admin.api.call(contactEndpoints.createContact, { body: { name, phoneNumber } });

describe('what is written down of a contact', () => {
  it('is kept, checked against its kind, and told', async () => {
    const { id: contactId } = await create('Zé', '+55 (11) 98765-4321');
    const tag = await admin.api.call(tagEndpoints.createTag, { body: { name: 'VIP', color: 'blue' } });
    const field = (name: string, kind: 'number' | 'date' | 'choice' | 'yes_no', choices: string[] = []) =>
      admin.api.call(contactFieldEndpoints.createContactField, { body: { name, kind, choices } });
    const size = await field('Size', 'choice', ['S', 'M']);
    const born = await field('Born', 'date');
    const socket = await app.openSocket(agent);
    const contact = await agent.api.call(contactEndpoints.updateContact, {
      params: { contactId },
      body: {
        email: 'ZE@example.com',
        language: 'pt-BR',
        notes: 'Likes cake',
        botOff: true,
        tagIds: [tag.id],
        fields: [
          { fieldId: size.id, value: 'M' },
          { fieldId: born.id, value: '1990-02-28' },
        ],
      },
    });
    expect(contact).toMatchObject({ name: 'Zé', email: 'ze@example.com', botOff: true, tagIds: [tag.id] });
    expect((await socket.waitFor('contact.updated')).contact).toEqual(contact);
    socket.close();
    for (const [fieldId, value] of [
      [size.id, 'XL'],
      [born.id, '1990-02-30'],
      [born.id, true],
    ] as const) {
      const refused = agent.api.call(contactEndpoints.updateContact, {
        params: { contactId },
        body: { fields: [{ fieldId, value }] },
      });
      await expect(refused).rejects.toMatchObject({ code: 'validation_failed' });
    }
    await admin.api.call(contactFieldEndpoints.deleteContactField, { params: { fieldId: born.id } });
    const emptied = await agent.api.call(contactEndpoints.updateContact, {
      params: { contactId },
      body: { email: null, fields: [{ fieldId: size.id, value: null }] },
    });
    expect(emptied).toMatchObject({ email: null, fields: [], notes: 'Likes cake' });
  });

  it('says yes and no with when and how, the newest first', async () => {
    const { id: contactId } = await create('Zé', '+5511987654321');
    const params = { contactId };
    await agent.api.call(contactEndpoints.recordConsent, {
      params,
      body: { state: 'opted_in', how: 'Form in the shop', givenAt: '2026-01-02T10:00:00.000Z' },
    });
    const { consents } = await agent.api.call(contactEndpoints.recordConsent, {
      params,
      body: { state: 'opted_out', how: 'Told us' },
    });
    expect(consents).toMatchObject([
      { state: 'opted_out', how: 'Told us', by: 'Ana' },
      { state: 'opted_in', how: 'Form in the shop', givenAt: '2026-01-02T10:00:00.000Z' },
    ]);
    const future = { state: 'opted_in', how: 'x', givenAt: '2099-01-01T00:00:00.000Z' } as const;
    await expect(
      agent.api.call(contactEndpoints.recordConsent, { params, body: future }),
    ).rejects.toMatchObject({ code: 'validation_failed' });
  });
});

describe('the list of contacts', () => {
  it('goes by name, in pages, and is searched by name, number, address and tag', async () => {
    for (const [index, name] of ['Érica', 'bruno', 'Ana', 'Caio'].entries()) {
      await create(name, `+55119876543${20 + index}`);
    }
    expect(await list(admin)).toEqual(['Ana', 'bruno', 'Caio', 'Érica']);
    const first = await admin.api.call(contactEndpoints.listContacts, { query: { limit: 3 } });
    expect(first.total).toBe(4);
    const cursor = first.nextCursor ?? '';
    const second = await admin.api.call(contactEndpoints.listContacts, { query: { limit: 3, cursor } });
    expect(second).toMatchObject({ items: [{ name: 'Érica' }], nextCursor: null, total: null });
    expect(await list(admin, { search: 'erica' })).toEqual(['Érica']);
    expect(await list(admin, { search: '98765-4321' })).toEqual(['bruno']);
    const tag = await admin.api.call(tagEndpoints.createTag, { body: { name: 'VIP', color: 'red' } });
    const ana = first.items[0]?.id ?? '';
    await admin.api.call(contactEndpoints.updateContact, {
      params: { contactId: ana },
      body: { email: 'ana@example.com', tagIds: [tag.id] },
    });
    expect(await list(admin, { tagId: tag.id })).toEqual(['Ana']);
    expect(await list(admin, { search: 'ana@EX' })).toEqual(['Ana']);
  });

  it('pitfall 20: leaves out whom a colleague is speaking with', async () => {
    await write();
    const { id: ticketId, contact } = await onlyTicket();
    await agent.api.call(ticketEndpoints.acceptTicket, { params: { ticketId } });
    expect(await list(agent)).toEqual(['Maria']);
    expect(await list(colleague)).toEqual([]);
    const params = { contactId: contact.id };
    await expect(colleague.api.call(contactEndpoints.getContact, { params })).rejects.toMatchObject({
      code: 'not_found',
    });
    const again = colleague.api.call(contactEndpoints.createContact, {
      body: { phoneNumber: '+5511987654321' },
    });
    // Known, but not by whom.
    await expect(again).rejects.toMatchObject({ code: 'contact_exists' });
    await expect(again).rejects.not.toMatchObject({ details: { contactId: contact.id } });
  });

  it('knows a number with and without its ninth digit', async () => {
    const { id } = await create('Zé', '+5511987654321');
    const again = admin.api.call(contactEndpoints.createContact, { body: { phoneNumber: '+551187654321' } });
    await expect(again).rejects.toMatchObject({ code: 'contact_exists', details: { contactId: id } });
  });
});

describe('the export', () => {
  it('pitfall 28: has everybody, and no formula', async () => {
    const { id: contactId } = await create('=HYPERLINK("http://evil")', '+5511987654321');
    for (const notes of ['+1', '-2', '@SUM(A1)', '\tx', 'a "quoted", line']) {
      await admin.api.call(contactEndpoints.updateContact, { params: { contactId }, body: { notes } });
      const response = await fetch(`${app.url}/api/files/exports/contacts`, {
        headers: { authorization: `Bearer ${admin.token}` },
      });
      expect(response.headers.get('content-disposition')).toContain('attachment');
      const [header, line] = (await response.text()).split('\r\n');
      expect(header).toMatch(/^\uFEFF?name,/);
      expect(line).toMatch(/^"'=HYPERLINK\(""http:\/\/evil""\)",,5511987654321,/);
      expect(line).not.toMatch(/(^|,)"?[=+@\t-]/);
    }
    const asAgent = await fetch(`${app.url}/api/files/exports/contacts`, {
      headers: { authorization: `Bearer ${agent.token}` },
    });
    expect(asAgent.status).toBe(403);
  });
});

describe('a blocked contact', () => {
  it('disturbs nobody, and what they write is kept', async () => {
    await write();
    const ticket = await onlyTicket();
    const params = { contactId: ticket.contact.id };
    await admin.api.call(contactEndpoints.blockContact, { params, body: { blocked: true } });
    await write({ text: 'Why?' });
    expect(await onlyTicket()).toMatchObject({
      id: ticket.id,
      status: 'closed',
      lastMessage: { text: 'Why?' },
    });
    const reopen = admin.api.call(ticketEndpoints.reopenTicket, { params: { ticketId: ticket.id } });
    await expect(reopen).rejects.toMatchObject({ code: 'contact_blocked' });
    await admin.api.call(contactEndpoints.blockContact, { params, body: { blocked: false } });
    await write({ text: 'Good to be back' });
    expect(await onlyTicket()).toMatchObject({ status: 'pending' });
  });
});

describe('deleting a contact', () => {
  it('waits for open tickets, and takes everything of theirs', async () => {
    await write();
    const ticket = await onlyTicket();
    const params = { contactId: ticket.contact.id };
    await expect(admin.api.call(contactEndpoints.deleteContact, { params })).rejects.toMatchObject({
      code: 'contact_has_open_ticket',
    });
    await admin.api.call(ticketEndpoints.closeTicket, { params: { ticketId: ticket.id } });
    expect(await admin.api.call(contactEndpoints.contactExtent, { params })).toEqual({
      tickets: 1,
      openTickets: 0,
      messages: 1,
    });
    await admin.api.call(contactEndpoints.deleteContact, { params });
    const { rows } = await app.database.owner.query(
      `SELECT (SELECT count(*)::int FROM messages WHERE company_id = $1) AS messages,
              (SELECT count(*)::int FROM tickets WHERE company_id = $1) AS tickets,
              (SELECT count(*)::int FROM contacts WHERE company_id = $1) AS contacts`,
      [shop.companyId],
    );
    expect(rows).toEqual([{ messages: 0, tickets: 0, contacts: 0 }]);
    await write();
    expect(await onlyTicket()).toMatchObject({ status: 'pending' });
  });
});

describe('tags', () => {
  it('are on tickets too, have one name each, and go from everywhere', async () => {
    await write();
    const { id: ticketId } = await onlyTicket();
    const tag = await admin.api.call(tagEndpoints.createTag, { body: { name: 'Orçamento', color: 'teal' } });
    const same = admin.api.call(tagEndpoints.createTag, { body: { name: 'orcamento', color: 'red' } });
    await expect(same).rejects.toMatchObject({ code: 'name_taken' });
    const set = await agent.api.call(ticketEndpoints.setTicketTags, {
      params: { ticketId },
      body: { tagIds: [tag.id] },
    });
    expect(set.tagIds).toEqual([tag.id]);
    const other = await admin.api.call(tagEndpoints.createTag, { body: { name: 'VIP', color: 'red' } });
    const taken = admin.api.call(tagEndpoints.updateTag, {
      params: { tagId: other.id },
      body: { name: 'ORÇAMENTO' },
    });
    await expect(taken).rejects.toMatchObject({ code: 'name_taken' });
    await admin.api.call(tagEndpoints.deleteTag, { params: { tagId: tag.id } });
    expect(await onlyTicket()).toMatchObject({ tagIds: [] });
  });
});
