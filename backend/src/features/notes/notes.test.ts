import { randomUUID } from 'node:crypto';
import { messageEndpoints } from '@ticketz/contract/messages';
import { noteEndpoints } from '@ticketz/contract/notes';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { codeOf } from '../../../test/harness/api-client.ts';
import { useShop } from '../../../test/harness/shop.ts';
import type { TestPerson } from '../../../test/harness/test-app.ts';
import { nextQueued } from '../messages/outbound-queue.ts';
import { sentContent } from '../messages/sent-content.ts';

const { app, shop, admin, ana, bia, ticketOf } = useShop();
let ticketId: string;
beforeEach(async () => {
  ticketId = await ticketOf();
});

const note = (who: TestPerson, text = 'She is a regular', mentions?: TestPerson[], clientId = randomUUID()) =>
  who.api.call(noteEndpoints.writeNote, {
    params: { ticketId },
    body: { clientId, text, ...(mentions && { mentions: mentions.map(({ id }) => id) }) },
  });
const conversation = (who: TestPerson) =>
  who.api.call(messageEndpoints.listMessages, { params: { ticketId }, query: {} }).then(({ items }) => items);
const take = () => ana.api.call(ticketEndpoints.acceptTicket, { params: { ticketId } });

describe('a note', () => {
  it('stands in the conversation, for those who see the ticket, and moves nothing in the list', async () => {
    const socket = await app.openSocket(admin);
    const before = await ana.api.call(ticketEndpoints.getTicket, { params: { ticketId } });
    const written = await note(bia);
    expect(written).toMatchObject({
      kind: 'note',
      direction: 'internal',
      status: null,
      author: { name: 'Bia' },
    });
    expect(await socket.waitFor('message.created', ({ message }) => message.id === written.id)).toBeTruthy();
    expect((await conversation(ana)).map(({ kind }) => kind)).toEqual(['text', 'note']);
    expect(await ana.api.call(ticketEndpoints.getTicket, { params: { ticketId } })).toEqual(before);
    socket.close();
  });

  it('is written once, however often it is sent', async () => {
    const clientId = randomUUID();
    const [one, other] = await Promise.all([
      note(ana, 'a', undefined, clientId),
      note(ana, 'a', undefined, clientId),
    ]);
    expect(one).toEqual(other);
    expect(await codeOf(note(bia, 'b', undefined, clientId))).toBe('not_found');
  });

  it('is taken back by its author and by admins, and what it said is for admins', async () => {
    const written = await note(ana, 'Owes us money');
    const at = { params: { ticketId, noteId: written.id } };
    expect(await codeOf(bia.api.call(noteEndpoints.deleteNote, at))).toBe('forbidden');
    expect(await ana.api.call(noteEndpoints.deleteNote, at)).toMatchObject({ text: '', details: null });
    const versions = (who: TestPerson) =>
      who.api.call(messageEndpoints.listMessageEdits, { params: { ticketId, messageId: written.id } });
    expect((await versions(ana)).items).toEqual([]);
    expect((await versions(admin)).items).toMatchObject([{ text: 'Owes us money' }]);
  });
});

describe('a mention', () => {
  it('tells the one who is named, once, until it is seen', async () => {
    const socket = await app.openSocket(bia);
    await note(ana, '@Bia is this yours? @Ana', [bia, ana]);
    const { mention } = await socket.waitFor('mention.created');
    expect(mention).toMatchObject({
      author: { name: 'Ana' },
      contactName: 'Maria',
      text: '@Bia is this yours? @Ana',
    });
    const mentions = async (who: TestPerson) => (await who.api.call(noteEndpoints.listMentions, {})).items;
    expect(await mentions(bia)).toEqual([mention]);
    expect(await mentions(ana)).toEqual([]);
    await bia.api.call(noteEndpoints.markMentionsSeen, { params: { ticketId } });
    await socket.waitFor('mention.seen');
    expect(await mentions(bia)).toEqual([]);
    socket.close();
  });

  it('pitfall 20: reaches only who sees the ticket, and stays hidden from who no longer does', async () => {
    const watchers = async (who: TestPerson) =>
      (await who.api.call(noteEndpoints.listWatchers, { params: { ticketId } })).items.map(
        ({ name }) => name,
      );
    expect(await watchers(bia)).toEqual(['Ana', 'Bia', 'Rui']);
    await note(admin, '@Bia', [bia]);
    await take();
    expect(await watchers(ana)).toEqual(['Ana', 'Rui']);
    expect(await codeOf(note(ana, '@Bia', [bia]))).toBe('not_found');
    expect(await codeOf(note(bia))).toBe('not_found');
    expect((await bia.api.call(noteEndpoints.listMentions, {})).items).toEqual([]);
    const stranger = await app.makePerson(await app.makeCompany(), 'admin');
    expect(await codeOf(note(ana, '@x', [stranger]))).toBe('not_found');
    expect(await codeOf(note(stranger))).toBe('not_found');
  });
});

describe('pitfall: a note reaches the customer', () => {
  it('never by what the API offers', async () => {
    await take();
    await fc.assert(
      fc.asyncProperty(
        fc
          .string({ minLength: 1, maxLength: 40 })
          .filter((text) => text.trim() !== '' && !text.includes('\0')),
        async (text) => {
          const { id: messageId } = await note(ana, text);
          const at = { params: { ticketId, messageId } };
          const tries = [
            ana.api.call(messageEndpoints.retryMessage, at),
            ana.api.call(messageEndpoints.editMessage, { ...at, body: { text } }),
            ana.api.call(messageEndpoints.deleteMessage, at),
            ana.api.call(messageEndpoints.setReaction, { ...at, body: { emoji: '👍' } }),
            ana.api.call(messageEndpoints.fetchFile, at),
            ana.api.call(messageEndpoints.forwardMessages, {
              body: { clientId: randomUUID(), messageIds: [messageId], ticketIds: [ticketId] },
            }),
            ana.api.call(messageEndpoints.sendMessage, {
              params: { ticketId },
              body: { clientId: randomUUID(), text: 'x', quotedMessageId: messageId },
            }),
          ];
          expect(await Promise.all(tries.map(codeOf))).not.toContain('no error');
          expect(await nextQueued(shop as never, 50)).toEqual([]);
          expect(await sentContent(shop.companyId, shop.connectionId, messageId)).toBeNull();
        },
      ),
      { numRuns: 8 },
    );
  });

  it('nor can the database hold one that waits to be sent', async () => {
    const { id } = await note(ana);
    const { owner } = app.database;
    for (const change of [
      `status = 'queued'`,
      `direction = 'outbound', status = 'queued'`,
      `direction = 'outbound', status = 'queued', channel_message_id = 'X'`,
      `channel_message_id = 'X'`,
    ]) {
      await expect(owner.query(`UPDATE messages SET ${change} WHERE id = $1`, [id])).rejects.toThrow(
        /check constraint/,
      );
    }
    const action = owner.query(
      `INSERT INTO message_actions (company_id, connection_id, message_id, channel_message_id, kind, made_at, user_id)
       VALUES ($1, $2, $3, 'X', 'delete', now(), $4)`,
      [shop.companyId, shop.connectionId, id, ana.id],
    );
    await expect(action).rejects.toThrow('nothing at the channel');
  });
});
