import { proto, type WAMessage } from '@whiskeysockets/baileys';
import { describe, expect, it } from 'vitest';
import { parseWhatsappMessage } from './parse-whatsapp-message.ts';

const context = {
  companyId: 'company',
  connectionId: 'connection',
  account: { id: '5511900000000:3@s.whatsapp.net', lid: '900:3@lid' },
};
const { Type } = proto.Message.ProtocolMessage;

function received(message: proto.IMessage | null, overrides: Partial<WAMessage> = {}): WAMessage {
  return {
    key: { id: 'ABC', remoteJid: '5511987654321@s.whatsapp.net', remoteJidAlt: '123@lid', fromMe: false },
    messageTimestamp: 1_790_000_000,
    pushName: 'Maria',
    message,
    ...overrides,
  };
}

function contentOf(message: proto.IMessage | null): string {
  const parsed = parseWhatsappMessage(received(message), context);
  if ('ignored' in parsed) return `ignored: ${parsed.ignored}`;
  return parsed.message.text === '' ? parsed.message.kind : `${parsed.message.kind}: ${parsed.message.text}`;
}

describe('content', () => {
  const image = { imageMessage: { caption: 'A foto' } };
  it.each<[string, proto.IMessage | null]>([
    ['text: Oi', { conversation: 'Oi' }],
    ['text: Oi', { extendedTextMessage: { text: 'Oi', contextInfo: { stanzaId: 'X' } } }],
    ['image: A foto', image],
    ['video: O filme', { videoMessage: { caption: 'O filme' } }],
    ['gif', { videoMessage: { gifPlayback: true } }],
    ['video_note', { ptvMessage: {} }],
    ['audio', { audioMessage: {} }],
    ['voice_note', { audioMessage: { ptt: true } }],
    ['document', { documentMessage: { fileName: 'a.pdf' } }],
    ['document: Leia', { documentWithCaptionMessage: { message: { documentMessage: { caption: 'Leia' } } } }],
    ['sticker', { stickerMessage: {} }],
    ['sticker', { lottieStickerMessage: { message: { stickerMessage: {} } } }],
    ['location', { locationMessage: { degreesLatitude: 1 } }],
    ['live_location', { liveLocationMessage: {} }],
    ['contact_card', { contactMessage: { displayName: 'Zé' } }],
    ['contact_card', { contactsArrayMessage: {} }],
    ['poll: Pizza?', { pollCreationMessageV3: { name: 'Pizza?' } }],
    ['event: Festa', { eventMessage: { name: 'Festa' } }],
    ['group_invite', { groupInviteMessage: { groupName: 'Turma' } }],
    ['order', { orderMessage: {} }],
    ['product', { productMessage: {} }],
    ['buttons: Escolha', { buttonsMessage: { contentText: 'Escolha' } }],
    ['list: Menu', { listMessage: { title: 'Menu' } }],
    ['text: Sim', { buttonsResponseMessage: { selectedDisplayText: 'Sim' } }],
    ['text: Item 2', { listResponseMessage: { title: 'Item 2' } }],
    ['view_once: A foto', { viewOnceMessageV2: { message: image } }],
    ['view_once', { imageMessage: { viewOnce: true } }],
    ['view_once', { viewOnceMessage: { message: {} } }],
    ['call', { call: { callKey: new Uint8Array([1]) } }],
    ['text: Some', { ephemeralMessage: { message: { extendedTextMessage: { text: 'Some' } } } }],
    ['unknown', { requestPhoneNumberMessage: {} }],
    ['unknown', {}],
    ['unknown', null],
    ['text: Oi', { conversation: 'Oi', messageContextInfo: {}, senderKeyDistributionMessage: {} }],
    ['ignored: no_message', { reactionMessage: { text: '👍', key: { id: 'X' } } }],
    ['ignored: no_message', { pollUpdateMessage: {} }],
    ['ignored: no_message', { senderKeyDistributionMessage: { groupId: 'x@g.us' } }],
    ['ignored: no_message', { protocolMessage: { type: Type.REVOKE, key: { id: 'X' } } }],
    [
      'ignored: no_message',
      {
        editedMessage: {
          message: {
            protocolMessage: { type: Type.MESSAGE_EDIT, editedMessage: { conversation: 'Mudado' } },
          },
        },
      },
    ],
    ['text: ab', { conversation: 'a\u0000b' }],
  ])('%s', (expected, message) => {
    expect(contentOf(message)).toBe(expected);
  });

  it('does not follow a thousand wrappers', () => {
    let message: proto.IMessage = { conversation: 'Tief' };
    for (let depth = 0; depth < 1_000; depth += 1) message = { ephemeralMessage: { message } };
    expect(contentOf(message)).toBe('unknown');
  });

  it('cuts a text that is longer than any can be', () => {
    expect(contentOf({ conversation: 'x'.repeat(100_000) })).toHaveLength('text: '.length + 65_536);
  });
});

describe('whose and where', () => {
  const key = (remoteJid: string, more: Partial<WAMessage['key']> = {}) => ({
    key: { id: 'ABC', remoteJid, ...more },
  });
  const parse = (overrides: Partial<WAMessage>) =>
    parseWhatsappMessage(received({ conversation: 'Oi' }, overrides), context);

  it('names the person by number and LID, and answers where they wrote from', () => {
    expect(parse({})).toEqual({
      message: {
        companyId: 'company',
        connectionId: 'connection',
        channelMessageId: 'ABC',
        direction: 'inbound',
        person: { phone: '5511987654321', lid: '123', pushName: 'Maria' },
        address: '5511987654321@s.whatsapp.net',
        kind: 'text',
        text: 'Oi',
        sentAt: new Date(1_790_000_000_000),
      },
    });
    const fromLid = key('123:7@lid', { remoteJidAlt: '5511987654321@s.whatsapp.net' });
    expect(parse(fromLid)).toMatchObject({
      message: { address: '123@lid', person: { phone: '5511987654321', lid: '123' } },
    });
  });

  it('takes what the owner typed for outbound, without taking the owner for the customer', () => {
    const own = key('5511987654321@s.whatsapp.net', { fromMe: true, remoteJidAlt: '900@lid' });
    expect(parse(own)).toMatchObject({
      message: { direction: 'outbound', person: { phone: '5511987654321', lid: null, pushName: null } },
    });
  });

  it.each([
    ['not_a_person', key('123-456@g.us')],
    ['not_a_person', key('status@broadcast')],
    ['not_a_person', key('1234@broadcast')],
    ['not_a_person', key('1234@newsletter')],
    ['not_a_person', key('0@s.whatsapp.net')],
    ['not_a_person', key('meta@bot')],
    ['not_a_person', key('rubbish')],
    ['not_a_person', key('')],
    ['own_chat', key('5511900000000@s.whatsapp.net', { fromMe: true })],
    ['own_chat', key('900@lid')],
    ['no_id', { key: { id: '', remoteJid: '5511987654321@s.whatsapp.net' } }],
    ['peer', { ...key('5511987654321@s.whatsapp.net'), category: 'peer' }],
  ])('leaves aside: %s %o', (reason, overrides) => {
    expect(parse(overrides)).toEqual({ ignored: reason });
  });

  it('shows what can not be read, missed calls, and view-once messages kept from linked devices', () => {
    const { StubType } = proto.WebMessageInfo;
    const person = '5511987654321@s.whatsapp.net';
    const stub = { message: null, messageStubType: StubType.CIPHERTEXT };
    expect(parse(stub)).toMatchObject({ message: { kind: 'undecryptable', text: '' } });
    expect(parse({ ...stub, ...key(person, { isViewOnce: true }) })).toMatchObject({
      message: { kind: 'view_once' },
    });
    expect(parse({ message: null, messageStubType: StubType.CALL_MISSED_VOICE })).toMatchObject({
      message: { kind: 'call' },
    });
  });

  it('is not put off by absurd times and names', () => {
    expect(parse({ messageTimestamp: 9e15, pushName: ' \u0000 ' })).toMatchObject({
      message: { person: { pushName: null }, sentAt: expect.any(Date) },
    });
  });
});
