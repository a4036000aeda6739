import { messageEndpoints } from '@ticketz/contract/messages';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeOf } from '../../../test/harness/inbound.ts';
import { useShop } from '../../../test/harness/shop.ts';
import type { ChannelChange, ChannelMessage, ChannelNews, ChannelReader } from '../connections/channel.ts';
import { cleanChanges } from './clean-changes.job.ts';
import { receiveMessage, receiveMessages } from './receive-message.ts';

const { app, shop, admin, said, renew } = useShop();

const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 10, 0, second));
const text = (second: number, overrides: Partial<ChannelMessage> = {}) =>
  said({ sentAt: at(second), ...overrides });
const mallory = { phone: '5511900000099', lid: null, pushName: 'Mallory' };

async function firstTicket() {
  const { items } = await admin.api.call(ticketEndpoints.listTickets, { query: { tab: 'all' } });
  const ticket = items.at(-1);
  if (!ticket) throw new Error('No ticket');
  return ticket;
}

async function conversation() {
  const { id } = await firstTicket();
  return (await admin.api.call(messageEndpoints.listMessages, { params: { ticketId: id }, query: {} })).items;
}

async function edits(messageId: string, person = admin) {
  const { id: ticketId } = await firstTicket();
  const params = { ticketId, messageId };
  return (await person.api.call(messageEndpoints.listMessageEdits, { params })).items;
}

/** In these tests a vote says in clear what it chooses, after the secret. */
const reader: ChannelReader = {
  readVote({ change }, secret, options) {
    const [key, ...chosen] = change.kind === 'vote' ? change.vote.toString().split('|') : [];
    return key === secret.toString() ? options.filter((option) => chosen.includes(option)) : null;
  },
  readSealed: () => null,
};

describe('a change of a message', () => {
  it('reacts, edits with history and deletes for everyone; browsers hear of each', async () => {
    const socket = await app.openSocket(admin);
    const message = text(1, { text: 'Um' });
    await receiveMessage(message);
    await receiveMessage(changeOf(message, { kind: 'reaction', emoji: '👍' }, { direction: 'outbound' }));
    await socket.waitFor('message.updated', ({ message: told }) => told.reactions.length === 1);
    await receiveMessage(changeOf(message, { kind: 'edit', text: 'Dois' }, { at: at(5) }));
    const [edited] = await conversation();
    expect(edited).toMatchObject({
      text: 'Dois',
      editedAt: at(5).toISOString(),
      reactions: [{ emoji: '👍', side: 'business', author: null }],
    });
    expect((await firstTicket()).lastMessage).toMatchObject({ text: 'Dois', deleted: false });
    expect(await edits(edited?.id ?? '')).toEqual([{ text: 'Um', writtenAt: at(1).toISOString() }]);

    await receiveMessage(changeOf(message, { kind: 'delete' }, { at: at(9) }));
    const { message: told } = await socket.waitFor(
      'message.updated',
      (data) => data.message.deletedAt !== null,
    );
    expect(told).toMatchObject({ text: '', reactions: [], deletedAt: at(9).toISOString() });
    expect((await firstTicket()).lastMessage).toMatchObject({ text: '', deleted: true });
    expect((await edits(told.id)).map((version) => version.text)).toEqual(['Um', 'Dois']);
    const agent = await app.makePerson(shop.companyId, 'agent');
    expect(await edits(told.id, agent)).toEqual([]);
    socket.close();
  });

  it('takes a reaction back, and keeps one for each side', async () => {
    const message = text(1);
    await receiveMessage(message);
    const react = (emoji: string | null, second: number, direction: 'inbound' | 'outbound') =>
      receiveMessage(changeOf(message, { kind: 'reaction', emoji }, { direction, at: at(second) }));
    await react('👍', 2, 'inbound');
    await react('❤️', 3, 'inbound');
    await react('😂', 4, 'outbound');
    expect((await conversation())[0]?.reactions.map(({ emoji, side }) => [emoji, side])).toEqual([
      ['❤️', 'customer'],
      ['😂', 'business'],
    ]);
    await react(null, 5, 'inbound');
    await react('👍', 4, 'inbound');
    expect((await conversation())[0]?.reactions).toHaveLength(1);
  });

  it('pitfall 8: edits and deletions of others, and of other chats, change nothing', async () => {
    const ours = text(1, { direction: 'outbound', text: 'Custa 10' });
    const theirs = text(2, { text: 'Quero' });
    const elsewhere = text(3, { person: mallory, address: '5511900000099@s.whatsapp.net', text: 'Oi' });
    await receiveMessages([theirs, ours, elsewhere]);
    const forged: ChannelChange[] = [
      changeOf(ours, { kind: 'edit', text: 'Custa 1' }, { direction: 'inbound' }),
      changeOf(ours, { kind: 'delete' }, { direction: 'inbound' }),
      changeOf(theirs, { kind: 'edit', text: 'Não quero' }, { direction: 'outbound' }),
      changeOf(theirs, { kind: 'edit', text: 'Pago tudo' }, { person: mallory }),
      changeOf(theirs, { kind: 'delete' }, { person: mallory }),
      changeOf(theirs, { kind: 'reaction', emoji: '💩' }, { person: mallory }),
    ];
    await receiveMessages(forged);
    expect(
      (await conversation()).map((message) => [message.text, message.editedAt, message.deletedAt]),
    ).toEqual([
      ['Custa 10', null, null],
      ['Quero', null, null],
    ]);
    expect((await conversation())[1]?.reactions).toEqual([]);
    expect(await waiting()).toBe(0);
  });

  it('waits for its message, also for one that could not be read at first', async () => {
    const message = text(2, { text: 'Um' });
    await receiveMessage(text(1));
    await receiveMessage(changeOf(message, { kind: 'edit', text: 'Dois' }));
    await receiveMessage(changeOf(message, { kind: 'edit', text: 'Alheio' }, { person: mallory }));
    expect(await waiting()).toBe(2);
    await receiveMessage({ ...message, kind: 'undecryptable', text: '' });
    expect((await conversation())[1]).toMatchObject({ kind: 'undecryptable', text: '' });
    await receiveMessage(message);
    expect((await conversation())[1]).toMatchObject({ kind: 'text', text: 'Dois' });
    expect(await waiting()).toBe(0);
  });

  it('waits no longer than its message may take', async () => {
    await receiveMessage(text(1));
    await receiveMessage(changeOf(text(2), { kind: 'delete' }));
    await receiveMessage(changeOf(text(3), { kind: 'delete' }));
    await app.database.owner.query(
      `UPDATE waiting_changes SET id = uuidv7(interval '-15 days')
        WHERE id = (SELECT min(id::text)::uuid FROM waiting_changes WHERE company_id = $1)`,
      [shop.companyId],
    );
    await cleanChanges.handle({}, new AbortController().signal);
    expect(await waiting()).toBe(1);
  });

  it('what was deleted before it could be read stays deleted', async () => {
    const message = text(1, { text: 'Segredo' });
    await receiveMessage({ ...message, kind: 'undecryptable', text: '' });
    await receiveMessage(changeOf(message, { kind: 'delete' }));
    await receiveMessage(message);
    const [deleted] = await conversation();
    expect(deleted).toMatchObject({ kind: 'text', text: '', deletedAt: expect.any(String) });
    expect((await edits(deleted?.id ?? '')).map((version) => version.text)).toEqual(['Segredo']);
  });

  it('moves a live location in place', async () => {
    const share = (second: number, latitude: number, moves: boolean) =>
      text(second, {
        kind: 'live_location',
        text: 'Chegando',
        moves,
        details: { location: { latitude, longitude: 0, name: '', address: '' } },
      });
    await receiveMessage(share(1, 1, false));
    const third = share(3, 3, true);
    await receiveMessages([share(2, 2, true), third, share(2, 2, true), third]);
    const items = await conversation();
    expect(items).toHaveLength(1);
    expect(items[0]?.details?.location).toMatchObject({ latitude: 3, movedAt: at(3).toISOString() });
  });

  it('is the same in any order, told twice, in batches of any size (pitfalls 3 and 4)', {
    timeout: 120_000,
  }, async () => {
    const index = fc.nat();
    await fc.assert(
      fc.asyncProperty(fc.array(index, { minLength: 60, maxLength: 60 }), async (choices) => {
        await renew();
        await receiveMessage(text(0));
        const told = story();
        const left = [...told, ...told];
        let next = 0;
        const choose = (from: number) => (choices[next++ % choices.length] ?? 0) % from;
        while (left.length > 0) {
          const batch: ChannelNews[] = [];
          for (let size = 1 + choose(5); size > 0 && left.length > 0; size -= 1) {
            batch.push(...left.splice(choose(left.length), 1));
          }
          await receiveMessages(batch, reader);
        }
        expect(shown(await conversation())).toEqual(expected);
        expect(await waiting()).toBe(0);
      }),
      { numRuns: 25, seed: 20_261_121 },
    );
  });
});

async function waiting(): Promise<number> {
  const { rows } = await app.database.owner.query('SELECT FROM waiting_changes WHERE company_id = $1', [
    shop.companyId,
  ]);
  return rows.length;
}

/** Everything that can happen to three messages, with ids and times that are always the same. */
function story(): ChannelNews[] {
  const theirs = text(1, { channelMessageId: 'A', text: 'a' });
  const ours = text(2, { channelMessageId: 'B', direction: 'outbound', text: 'b' });
  const poll = text(3, {
    channelMessageId: 'P',
    kind: 'poll',
    text: 'Pizza?',
    secret: Buffer.from('key'),
    details: {
      poll: {
        options: ['Sim', 'Não'].map((name) => ({ name, votes: 0, byCustomer: false })),
        severalAllowed: true,
      },
    },
  });
  const quoting = text(4, {
    channelMessageId: 'Q',
    text: 'q',
    quoted: { channelMessageId: '?', direction: 'inbound', kind: 'image', text: 'lost' },
  });
  const vote = (chosen: string) => ({ kind: 'vote' as const, vote: Buffer.from(`key|${chosen}`) });
  const made = (id: string, second: number, direction: 'inbound' | 'outbound') => ({
    channelMessageId: id,
    at: at(second),
    direction,
  });
  return [
    theirs,
    ours,
    poll,
    quoting,
    changeOf(theirs, { kind: 'edit', text: 'a2' }, made('A2', 12, 'inbound')),
    changeOf(theirs, { kind: 'edit', text: 'a3' }, made('A3', 13, 'inbound')),
    changeOf(theirs, { kind: 'edit', text: 'forged' }, made('A4', 14, 'outbound')),
    changeOf(theirs, { kind: 'reaction', emoji: '👍' }, made('R1', 12, 'outbound')),
    changeOf(theirs, { kind: 'reaction', emoji: '❤️' }, made('R2', 13, 'outbound')),
    changeOf(ours, { kind: 'reaction', emoji: '😂' }, made('R3', 12, 'inbound')),
    changeOf(poll, { kind: 'reaction', emoji: '😂' }, made('R4', 12, 'inbound')),
    changeOf(poll, { kind: 'reaction', emoji: null }, made('R5', 13, 'inbound')),
    changeOf(ours, { kind: 'edit', text: 'b2' }, made('B2', 14, 'outbound')),
    changeOf(ours, { kind: 'delete' }, made('B3', 13, 'outbound')),
    changeOf(ours, { kind: 'delete' }, made('B4', 15, 'inbound')),
    changeOf(poll, vote('Sim'), made('V1', 12, 'inbound')),
    changeOf(poll, vote('Não'), made('V2', 13, 'inbound')),
    changeOf(poll, vote('Não|Sim'), made('V3', 12, 'outbound')),
  ];
}

function shown(items: Awaited<ReturnType<typeof conversation>>) {
  return items.slice(1).map((message) => ({
    text: message.text,
    edited: message.editedAt !== null,
    deletedAt: message.deletedAt,
    quoted: message.quoted?.text ?? null,
    reactions: message.reactions.map(({ emoji, side }) => `${side} ${emoji}`),
    votes: message.details?.poll?.options.map(({ votes, byCustomer }) => [votes, byCustomer]) ?? null,
  }));
}

const untouched = { edited: false, deletedAt: null, quoted: null, reactions: [], votes: null };
const expected = [
  { ...untouched, text: 'a3', edited: true, reactions: ['business ❤️'] },
  { ...untouched, text: '', edited: true, deletedAt: at(13).toISOString() },
  {
    ...untouched,
    text: 'Pizza?',
    votes: [
      [1, false],
      [2, true],
    ],
  },
  { ...untouched, text: 'q', quoted: 'lost' },
];
