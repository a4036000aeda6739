import { randomUUID } from 'node:crypto';
import { contactEndpoints } from '@ticketz/contract/contacts';
import { messageEndpoints } from '@ticketz/contract/messages';
import { noteEndpoints } from '@ticketz/contract/notes';
import { quickMessageEndpoints } from '@ticketz/contract/quick-messages';
import { settingsEndpoints, settingsFrom } from '@ticketz/contract/settings';
import { signText } from '@ticketz/contract/signatures';
import { starEndpoints } from '@ticketz/contract/stars';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { userEndpoints } from '@ticketz/contract/users';
import { sample } from '@ticketz/mock-whatsapp/api/samples';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../../test/harness/api-client.ts';
import { useShop } from '../../test/harness/shop.ts';
import type { TestPerson } from '../../test/harness/test-app.ts';
import { deleteUnusedFiles } from '../features/files/delete-unused-files.job.ts';

const { app, shop, admin, ana, bia, ticketOf: shopTicketOf } = useShop();

const maria = { phone: '14155550100', lid: null, pushName: 'Maria' };
const joao = { phone: '14155550101', lid: null, pushName: 'João' };

/** A waiting ticket of a customer who wrote these texts. */
async function ticketOf(person: typeof maria, ...texts: string[]): Promise<string> {
  const address = `${person.phone}@s.whatsapp.net`;
  let ticketId = '';
  for (const text of texts) ticketId = await shopTicketOf({ person, address, text });
  return ticketId;
}
const accept = (who: TestPerson, ticketId: string) =>
  who.api.call(ticketEndpoints.acceptTicket, { params: { ticketId } });
const messagesOf = async (who: TestPerson, ticketId: string) =>
  (await who.api.call(messageEndpoints.listMessages, { params: { ticketId }, query: {} })).items;

describe('a star', () => {
  const star = (who: TestPerson, ticketId: string, messageId: string) =>
    who.api.call(starEndpoints.starMessage, { params: { ticketId, messageId } });
  const unstar = (who: TestPerson, ticketId: string, messageId: string) =>
    who.api.call(starEndpoints.unstarMessage, { params: { ticketId, messageId } });
  const starsIn = async (who: TestPerson, ticketId: string) =>
    (await who.api.call(starEndpoints.listStars, { params: { ticketId } })).messageIds;
  const starred = (who: TestPerson, query: { ticketId?: string; cursor?: string; limit?: number } = {}) =>
    who.api.call(starEndpoints.listStarredMessages, { query });
  const textsOf = async (who: TestPerson, ticketId?: string) =>
    (await starred(who, ticketId ? { ticketId } : {})).items.map(({ message }) => message.text);

  it('is its owner’s own, also on other devices, and goes as it came', async () => {
    const ticketId = await ticketOf(maria, 'um', 'dois');
    const [first, second] = await messagesOf(ana, ticketId);
    if (!first || !second) throw new Error('Not there');
    const [mine, hers] = [await app.openSocket(ana), await app.openSocket(bia)];
    await star(ana, ticketId, first.id);
    await star(ana, ticketId, first.id);
    const told = await mine.waitFor('star.updated');
    expect(told).toEqual({ ticketId, messageId: first.id, starred: true });
    const note = await ana.api.call(noteEndpoints.writeNote, {
      params: { ticketId },
      body: { clientId: randomUUID(), text: 'a note' },
    });
    await star(ana, ticketId, note.id);
    expect(await textsOf(ana)).toEqual(['a note', 'um']);
    expect(await textsOf(ana, ticketId)).toEqual(['a note', 'um']);
    expect((await starsIn(ana, ticketId)).sort()).toEqual([first.id, note.id].sort());
    expect((await starred(ana)).items[1]).toMatchObject({
      ticket: { id: ticketId, status: 'pending', contact: { name: 'Maria' } },
    });
    expect([await textsOf(bia), await starsIn(bia, ticketId)]).toEqual([[], []]);
    await unstar(ana, ticketId, first.id);
    await unstar(ana, ticketId, second.id);
    expect(await textsOf(ana)).toEqual(['a note']);
    await mine.waitFor('star.updated', ({ messageId }) => messageId === second.id);
    expect(hers.events.filter(({ type }) => type === 'star.updated')).toEqual([]);
    mine.close();
    hers.close();
  });

  it('shows only what its owner sees now (pitfalls 16, 20)', async () => {
    const ticketId = await ticketOf(maria, 'secret');
    const [message] = await messagesOf(ana, ticketId);
    await star(ana, ticketId, message?.id ?? '');
    await accept(bia, ticketId);
    expect(await textsOf(ana)).toEqual([]);
    expect(await codeOf(starred(ana, { ticketId }))).toBe('not_found');
    expect(await codeOf(starsIn(ana, ticketId))).toBe('not_found');
    expect(await codeOf(star(ana, ticketId, message?.id ?? ''))).toBe('not_found');
    const other = await ticketOf(joao, 'hi');
    expect(await codeOf(star(ana, other, message?.id ?? ''))).toBe('not_found');
    await bia.api.call(ticketEndpoints.returnTicket, { params: { ticketId } });
    expect(await textsOf(ana)).toEqual(['secret']);
  });

  it('leads on page by page', async () => {
    const ticketId = await ticketOf(maria, ...Array.from({ length: 5 }, (_, n) => `m${n}`));
    for (const { id } of await messagesOf(ana, ticketId)) await star(ana, ticketId, id);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await starred(ana, { limit: 2, cursor });
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ message }) => message.text));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen.toSorted()).toEqual(['m0', 'm1', 'm2', 'm3', 'm4']);
    expect(seen[0]).toBe('m4');
    expect(await codeOf(starred(ana, { cursor: 'rubbish' }))).toBe('validation_failed');
  });
});

describe('forwarding to a contact', () => {
  const newContact = (phoneNumber: string, name = 'Pedro') =>
    ana.api.call(contactEndpoints.createContact, { body: { phoneNumber, name } });
  const forward = (
    who: TestPerson,
    messageIds: string[],
    to: { ticketIds?: string[]; contacts?: { contactId: string; connectionId: string }[] },
    clientId = randomUUID(),
  ) => who.api.call(messageEndpoints.forwardMessages, { body: { clientId, messageIds, ...to } });
  const tickets = async () =>
    (await admin.api.call(ticketEndpoints.listTickets, { query: { tab: 'all' } })).items;

  it('opens a ticket for whoever has none, takes one that waits, joins one’s own, and does it once', async () => {
    const source = await ticketOf(maria, 'um', 'dois');
    await accept(ana, source);
    const messageIds = (await messagesOf(ana, source)).map(({ id }) => id);
    const waiting = await ticketOf(joao, 'Oi');
    const pedro = await newContact('+1 415 555 0102');
    const contacts = [
      { contactId: pedro.id, connectionId: shop.connectionId },
      ...(await tickets())
        .filter(({ id }) => id === waiting || id === source)
        .map(({ contact }) => ({ contactId: contact.id, connectionId: shop.connectionId })),
    ];
    const clientId = randomUUID();
    const { items } = await forward(ana, messageIds, { contacts, ticketIds: [source] }, clientId);
    const again = await forward(ana, messageIds, { contacts, ticketIds: [source] }, clientId);
    expect(again.items.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
    expect(items).toHaveLength(6);
    const opened = (await tickets()).find(({ contact }) => contact.id === pedro.id);
    expect(opened).toMatchObject({
      status: 'open',
      assignee: { id: ana.id },
      connection: { id: shop.connectionId },
    });
    for (const ticketId of [opened?.id ?? '', waiting, source]) {
      const copies = items.filter((message) => message.ticketId === ticketId);
      expect(copies.map(({ text, forwarded }) => [text, forwarded])).toEqual([
        ['um', true],
        ['dois', true],
      ]);
    }
    expect((await tickets()).length).toBe(3);
  });

  it('is all or nothing: a colleague’s ticket, a blocked contact, nobody or too many', async () => {
    const source = await ticketOf(maria, 'um');
    await accept(ana, source);
    const [message] = await messagesOf(ana, source);
    const ids = [message?.id ?? ''];
    const pedro = await newContact('+1 415 555 0102');
    const taken = await ticketOf(joao, 'Oi');
    const contactId = (await tickets()).find(({ id }) => id === taken)?.contact.id ?? '';
    await accept(bia, taken);
    const both = [
      { contactId: pedro.id, connectionId: shop.connectionId },
      { contactId, connectionId: shop.connectionId },
    ];
    // What agents don't see of somebody they don't see at all.
    expect(await codeOf(forward(ana, ids, { contacts: both }))).toMatch(/^(not_found|ticket_taken)$/);
    expect(await codeOf(forward(admin, ids, { contacts: both }))).toBe('ticket_taken');
    await admin.api.call(contactEndpoints.blockContact, {
      params: { contactId: pedro.id },
      body: { blocked: true },
    });
    expect(await codeOf(forward(ana, ids, { contacts: both.slice(0, 1) }))).toBe('contact_blocked');
    expect((await tickets()).some(({ contact }) => contact.id === pedro.id)).toBe(false);
    expect(await codeOf(forward(ana, ids, {}))).toBe('validation_failed');
    const many = Array.from({ length: 3 }, () => ({
      contactId: randomUUID(),
      connectionId: shop.connectionId,
    }));
    const ticketIds = Array.from({ length: 3 }, () => randomUUID());
    expect(await codeOf(forward(ana, ids, { contacts: many, ticketIds }))).toBe('validation_failed');
    expect(await codeOf(forward(ana, ids, { contacts: many }))).toBe('not_found');
  });
});

describe('the settings of a company', () => {
  it('are what they are at first where nothing that fits is stored, and only those that there are', async () => {
    const { companyId } = shop;
    const store = (settings: object) =>
      app.database.owner.query('UPDATE companies SET settings = $2 WHERE id = $1', [companyId, settings]);
    const read = () => admin.api.call(settingsEndpoints.getSettings, {});
    await store({ signatures: 'sideways', reopenMinutes: 5, unknown: true });
    expect(await read()).toEqual({ ...settingsFrom({}), signatures: 'off', reopenMinutes: 5 });
    const change = (body: object) => codeOf(admin.api.call(settingsEndpoints.updateSettings, { body }));
    expect(await change({ reopenMinutes: -1 })).toBe('validation_failed');
    expect(await change({ unknown: 1 })).toBe('validation_failed');
    expect((await read()).reopenMinutes).toBe(5);
  });
});

describe('a signature', () => {
  const send = (ticketId: string, text: string, clientId = randomUUID()) =>
    ana.api.call(messageEndpoints.sendMessage, { params: { ticketId }, body: { clientId, text } });
  const decide = (signatures: 'off' | 'above' | 'below', who = admin) =>
    who.api.call(settingsEndpoints.updateSettings, { body: { signatures } });
  const profile = (body: { signature?: string | null; signs?: boolean }) =>
    ana.api.call(userEndpoints.updateProfile, { body });

  it('stands where the company wants it and as the agent writes it, never in notes, never twice', async () => {
    const ticketId = await ticketOf(maria, 'Oi');
    await accept(ana, ticketId);
    const socket = await app.openSocket(ana);
    expect((await send(ticketId, 'Bom dia')).text).toBe('Bom dia');
    expect(await codeOf(decide('above', ana))).toBe('forbidden');
    await decide('above');
    expect((await socket.waitFor('settings.updated')).settings).toMatchObject({ signatures: 'above' });
    const clientId = randomUUID();
    const signed = await send(ticketId, 'Bom dia', clientId);
    expect(signed.text).toBe('*Ana*:\nBom dia');
    expect((await send(ticketId, 'Bom dia', clientId)).text).toBe(signed.text);
    expect((await send(ticketId, signed.text)).text).toBe(signed.text);
    expect(await profile({ signature: 'Ana · Vendas' })).toMatchObject({
      signature: 'Ana · Vendas',
      signs: true,
      company: { signatures: 'above' },
    });
    await decide('below');
    expect((await send(ticketId, 'Bom dia')).text).toBe('Bom dia\n\n*Ana · Vendas*');
    const note = { params: { ticketId }, body: { clientId: randomUUID(), text: 'a note' } };
    expect((await ana.api.call(noteEndpoints.writeNote, note)).text).toBe('a note');
    await profile({ signs: false });
    expect((await send(ticketId, 'Tchau')).text).toBe('Tchau');
    expect(await profile({ signs: true, signature: ' ' })).toMatchObject({ signature: null });
    expect((await send(ticketId, 'Até')).text).toBe('Até\n\n*Ana*');
    socket.close();
  });

  it('is one line of bold, whatever is written there', () => {
    const sign = (name: string) => signText('Oi', { name, place: 'above' });
    expect(sign('*A*\n*b*')).toBe('*A b*:\nOi');
    expect(sign('  ')).toBe('Oi');
    expect(signText('  ', { name: 'Ana', place: 'below' })).toBe('  ');
  });
});

/** Bytes that are sent as they are. */
async function upload(who: TestPerson, path: string, bytes: Buffer) {
  const response = await fetch(`${app.url}/api${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${who.token}`, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });
  const body = await response.json();
  return { status: response.status, body, code: body.error?.code };
}
const fetchFile = (who: TestPerson, fileId: string) =>
  fetch(`${app.url}/api/files/${fileId}`, { headers: { authorization: `Bearer ${who.token}` } });
const cleanFiles = () => deleteUnusedFiles.handle({}, new AbortController().signal);

describe('a picture of oneself', () => {
  const avatarOf = async (who: TestPerson, of: TestPerson) =>
    (await who.api.call(userEndpoints.listColleagues, {})).items.find(({ id }) => id === of.id)?.avatarId;

  it('is drawn anew and small, shown to colleagues alone, and goes again (pitfalls 16, 21)', async () => {
    const socket = await app.openSocket(bia);
    const { body: me } = await upload(ana, '/profile/avatar', sample('photo.jpg'));
    expect((await socket.waitFor('colleague.updated')).colleague).toEqual({
      id: ana.id,
      name: 'Ana',
      avatarId: me.avatarId,
    });
    expect(await avatarOf(bia, ana)).toBe(me.avatarId);
    const shown = await fetchFile(bia, me.avatarId);
    const bytes = Buffer.from(await shown.arrayBuffer());
    expect(shown.headers.get('content-type')).toBe('image/webp');
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 192, height: 192, format: 'webp' });
    expect((await sharp(bytes).metadata()).exif).toBeUndefined();
    const stranger = await app.makePerson(await app.makeCompany(), 'admin');
    expect((await fetchFile(stranger, me.avatarId)).status).toBe(404);

    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>');
    expect((await upload(ana, '/profile/avatar', svg)).code).toBe('not_a_picture');
    expect((await upload(ana, '/profile/avatar', Buffer.alloc(8 * 1024 * 1024 + 1))).code).toBe(
      'file_too_large',
    );
    expect(await avatarOf(bia, ana)).toBe(me.avatarId);

    const { body: second } = await upload(ana, '/profile/avatar', sample('photo.jpg'));
    expect(await ana.api.call(userEndpoints.removeAvatar, {})).toMatchObject({ avatarId: null });
    expect(await avatarOf(bia, ana)).toBeNull();
    await cleanFiles();
    for (const id of [me.avatarId, second.avatarId]) expect((await fetchFile(ana, id)).status).toBe(404);
    socket.close();
  });
});

describe('files of a quick message', () => {
  const save = (who: TestPerson, fileIds: string[], shared = false) =>
    who.api.call(quickMessageEndpoints.createQuickMessage, {
      body: { shortcut: 'menu', text: 'O cardápio', shared, fileIds },
    });
  const take = async (who: TestPerson, bytes: Buffer, name: string): Promise<string> =>
    (await upload(who, `/quick-message-files?name=${encodeURIComponent(name)}`, bytes)).body.id;

  it('go out with it and stay with what was sent when it is deleted', async () => {
    const ticketId = await ticketOf(maria, 'Oi');
    await accept(ana, ticketId);
    const photo = await take(admin, sample('photo.jpg'), 'bolo.jpg');
    const list = await take(admin, Buffer.from('a;b'), 'preços.csv');
    const quick = await save(admin, [list, photo], true);
    expect(quick.files.map(({ name }) => name)).toEqual(['preços.csv', 'bolo.jpg']);
    await cleanFiles();
    const [seen] = (await ana.api.call(quickMessageEndpoints.listQuickMessages, {})).items;
    expect(seen?.files.map(({ id }) => id)).toEqual([list, photo]);
    expect((await fetchFile(ana, list)).status).toBe(200);

    const send = (fileId: string, text: string) =>
      ana.api.call(messageEndpoints.sendMessage, {
        params: { ticketId },
        body: { clientId: randomUUID(), text, fileId, quickMessageId: quick.id },
      });
    const sent = await send(photo, 'Bolo');
    expect(sent).toMatchObject({ kind: 'image', text: 'Bolo', file: { id: photo, state: 'ready' } });
    expect((await send(photo, '')).file?.id).toBe(photo);
    await admin.api.call(quickMessageEndpoints.deleteQuickMessage, {
      params: { quickMessageId: quick.id },
    });
    expect(await codeOf(send(photo, ''))).toBe('not_found');
    await cleanFiles();
    expect((await fetchFile(ana, photo)).status).toBe(200);
    expect((await fetchFile(admin, list)).status).toBe(404);
  });

  it('are its keeper’s uploads, seen and sent by nobody else (pitfalls 17, 20, 21)', async () => {
    const ticketId = await ticketOf(maria, 'Oi');
    await accept(bia, ticketId);
    const photo = await take(ana, sample('photo.jpg'), 'a.jpg');
    expect(await codeOf(save(bia, [photo]))).toBe('not_found');
    const quick = await save(ana, [photo]);
    expect((await fetchFile(bia, photo)).status).toBe(404);
    const body = { clientId: randomUUID(), text: '', fileId: photo };
    const send = (more: object) =>
      codeOf(
        bia.api.call(messageEndpoints.sendMessage, { params: { ticketId }, body: { ...body, ...more } }),
      );
    expect(await send({})).toBe('not_found');
    expect(await send({ quickMessageId: quick.id })).toBe('not_found');
    const params = { quickMessageId: quick.id };
    const update = (fileIds?: string[]) =>
      ana.api.call(quickMessageEndpoints.updateQuickMessage, {
        params,
        body: { shortcut: 'menu', text: 'x', ...(fileIds && { fileIds }) },
      });
    expect((await update()).files).toHaveLength(1);
    const second = await take(ana, sample('photo.jpg'), 'b.jpg');
    expect((await update([second, photo])).files.map(({ name }) => name)).toEqual(['b.jpg', 'a.jpg']);
    expect((await update([second])).files).toHaveLength(1);
    await cleanFiles();
    expect((await fetchFile(ana, photo)).status).toBe(404);
    expect((await fetchFile(ana, second)).status).toBe(200);
  });
});
