import { proto, type WAMessage } from '@whiskeysockets/baileys';
import { describe, expect, it } from 'vitest';
import { createVault } from '../../../core/secrets.ts';
import { openSource } from './media-source.ts';
import { parseWhatsappMessage } from './parse-whatsapp-message.ts';

const context = {
  companyId: 'company',
  connectionId: 'connection',
  account: { id: '5511900000000:3@s.whatsapp.net', lid: '900:3@lid' },
  vault: createVault(Buffer.alloc(32, 7).toString('base64')),
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
  if ('change' in parsed) return `change: ${parsed.change.change.kind}`;
  if ('groupNews' in parsed) return `group: ${parsed.groupNews.groupChange.kind}`;
  return parsed.message.text === '' ? parsed.message.kind : `${parsed.message.kind}: ${parsed.message.text}`;
}

describe('content', () => {
  const image = { imageMessage: { caption: 'A foto' } };
  const edit = { type: Type.MESSAGE_EDIT, key: { id: 'X' }, editedMessage: { conversation: 'Mudado' } };
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
    ['change: reaction', { reactionMessage: { text: '👍', key: { id: 'X' } } }],
    ['ignored: no_message', { reactionMessage: { text: 'x'.repeat(65), key: { id: 'X' } } }],
    ['ignored: no_message', { reactionMessage: { text: '👍' } }],
    ['ignored: no_message', { pollUpdateMessage: {} }],
    ['ignored: no_message', { senderKeyDistributionMessage: { groupId: 'x@g.us' } }],
    ['change: delete', { protocolMessage: { type: Type.REVOKE, key: { id: 'X' } } }],
    ['ignored: no_message', { protocolMessage: { type: Type.REVOKE } }],
    ['ignored: no_message', { protocolMessage: { type: Type.EPHEMERAL_SETTING, key: { id: 'X' } } }],
    ['change: edit', { editedMessage: { message: { protocolMessage: edit } } }],
    ['change: edit', { protocolMessage: edit }],
    ['ignored: no_message', { protocolMessage: { ...edit, editedMessage: null } }],
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
        media: null,
        details: null,
        quoted: null,
        forwarded: false,
        secret: null,
        moves: false,
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
      message: { kind: 'call', details: { call: { video: false, missed: true } } },
    });
  });

  it('is not put off by absurd times and names', () => {
    expect(parse({ messageTimestamp: 9e15, pushName: ' \u0000 ' })).toMatchObject({
      message: { person: { pushName: null }, sentAt: expect.any(Date) },
    });
  });
});

describe('details', () => {
  const messageIn = (message: proto.IMessage) => {
    const parsed = parseWhatsappMessage(received(message), context);
    if (!('message' in parsed)) throw new Error('No message');
    return parsed.message;
  };
  const detailsOf = (message: proto.IMessage) => messageIn(message).details;
  const file = {
    directPath: '/v/t62/a?b=c',
    mediaKey: Buffer.alloc(32, 1),
    fileSha256: Buffer.alloc(32, 2),
    fileEncSha256: Buffer.alloc(32, 3),
  };

  it.each<[string, proto.IMessage, unknown]>([
    [
      'a place',
      { locationMessage: { degreesLatitude: -23.5, degreesLongitude: -46.6, name: 'Padaria' } },
      { location: { latitude: -23.5, longitude: -46.6, name: 'Padaria', address: '' } },
    ],
    ['a place that is nowhere', { locationMessage: { degreesLatitude: 91, degreesLongitude: 0 } }, null],
    [
      'a place that is no number',
      { locationMessage: { degreesLatitude: Number.NaN, degreesLongitude: 0 } },
      null,
    ],
    [
      'a poll',
      { pollCreationMessageV3: { name: 'Q', options: [{ optionName: 'A' }], selectableOptionsCount: 1 } },
      { poll: { options: [{ name: 'A', votes: 0, byCustomer: false }], severalAllowed: false } },
    ],
    [
      'an event',
      { eventMessage: { startTime: 1_790_000_000, location: { name: 'Praça' }, isCanceled: true } },
      { event: { startsAt: '2026-09-21T14:13:20.000Z', place: 'Praça', canceled: true } },
    ],
    [
      'an event at no time',
      { eventMessage: { startTime: 9e17 } },
      { event: { startsAt: null, place: '', canceled: false } },
    ],
    [
      'a preview',
      { extendedTextMessage: { text: 'x', matchedText: 'example.com/a', title: 'T' } },
      { preview: { url: 'https://example.com/a', title: 'T', description: '' } },
    ],
    [
      'a preview of a script',
      { extendedTextMessage: { text: 'x', matchedText: 'javascript:alert(1)', title: 'T' } },
      null,
    ],
    [
      'buttons',
      { buttonsMessage: { buttons: [{ buttonText: { displayText: 'Sim' } }, { buttonText: null }] } },
      { options: ['Sim'] },
    ],
    [
      'interactive buttons, one of them rubbish',
      {
        interactiveMessage: {
          nativeFlowMessage: {
            buttons: [
              { buttonParamsJson: '{"display_text":"Sim"}' },
              { buttonParamsJson: '{"' },
              { buttonParamsJson: '7' },
            ],
          },
        },
      },
      { options: ['Sim'] },
    ],
    [
      'a list',
      { listMessage: { sections: [{ rows: [{ title: 'A' }, { title: 'B' }] }] } },
      { options: ['A', 'B'] },
    ],
  ])('%s', (_name, message, expected) => {
    expect(detailsOf(message)).toEqual(expected);
  });

  it.each([
    [
      'BEGIN:VCARD\nFN:Zé\nORG:Padaria;\nitem1.TEL;waid=5511988887777:+55 11 98888-7777\nitem1.X-ABLabel:Celular\nEND:VCARD',
      { name: 'Zé', phones: [{ label: 'Celular', number: '5511988887777' }], organization: 'Padaria' },
    ],
    [
      'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Jos=C3=A9=\r\n=20Silva\r\nTEL;CELL;TYPE=work:(11) 5555',
      { name: 'José Silva', phones: [{ label: 'work', number: '(11) 5555' }], organization: '' },
    ],
    ['rubbish', { name: 'Shown', phones: [], organization: '' }],
    [`FN:${'x'.repeat(100_000)}`, { name: 'x'.repeat(300), phones: [], organization: '' }],
    [
      'TEL:1\n'.repeat(5_000),
      {
        name: 'Shown',
        phones: Array.from({ length: 20 }, () => ({ label: '', number: '1' })),
        organization: '',
      },
    ],
    [`FN:${'=\n'.repeat(9_000)}${'\\'.repeat(9_000)}`, { phones: [], organization: '' }],
  ])('a contact card: %.40s', (vcard, expected) => {
    const details = detailsOf({ contactMessage: { displayName: 'Shown', vcard } });
    expect(details?.contacts?.[0]).toMatchObject(expected);
  });

  it('describes a file, and seals what decrypts it', () => {
    const { media } = messageIn({
      documentMessage: {
        ...file,
        fileName: `../..\u202e/${'n'.repeat(100_000)}\u200b.pdf`,
        mimetype: 'application/pdf',
        fileLength: 12,
        jpegThumbnail: Buffer.from('<svg>'),
      },
    });
    expect(media).toMatchObject({ kind: 'document', mimeType: 'application/pdf', size: 12, thumbnail: null });
    expect(media?.name).toMatch(/^\.\.\/\.\.\/n{249}$/);
    expect(media?.source.includes(file.mediaKey)).toBe(false);
    expect(openSource(context.vault, media?.source ?? Buffer.of())).toMatchObject({
      mediaClass: 'document',
      directPath: '/v/t62/a?b=c',
      message: { id: 'ABC', remoteJid: '5511987654321@s.whatsapp.net', fromMe: false },
    });
  });

  it('is a message without a file where the file can not be had, and where it may be seen once only', () => {
    const { mediaKey: _key, ...keyless } = file;
    expect(messageIn({ imageMessage: keyless })).toMatchObject({ kind: 'image', media: null });
    expect(messageIn({ imageMessage: { ...file, directPath: 'http://169.254.169.254/' } }).media).toBeNull();
    expect(messageIn({ imageMessage: { ...file, viewOnce: true } })).toMatchObject({
      kind: 'view_once',
      media: null,
    });
  });

  it('tells what a message answers, by whom, and that it was forwarded', () => {
    const contextInfo = {
      stanzaId: 'Q',
      participant: '5511900000000:7@s.whatsapp.net',
      quotedMessage: { imageMessage: { caption: 'c'.repeat(1_000) } },
      isForwarded: true,
    };
    expect(messageIn({ extendedTextMessage: { text: 'Sim', contextInfo } })).toMatchObject({
      forwarded: true,
      quoted: { channelMessageId: 'Q', direction: 'outbound', kind: 'image', text: 'c'.repeat(300) },
    });
    const bare = { stanzaId: 'Q', participant: '5511987654321@s.whatsapp.net' };
    expect(messageIn({ extendedTextMessage: { text: 'Sim', contextInfo: bare } })).toMatchObject({
      quoted: { direction: 'inbound', kind: 'unknown', text: '' },
    });
  });
});

describe('changes', () => {
  const person = '5511987654321@s.whatsapp.net';
  const parse = (message: proto.IMessage, overrides: Partial<WAMessage> = {}) =>
    parseWhatsappMessage(received(message, overrides), context);
  const own = { key: { id: 'ABC', remoteJid: person, fromMe: true } };
  const revoke = (key: proto.IMessageKey) => ({ protocolMessage: { type: Type.REVOKE, key } });
  const react = (key: proto.IMessageKey, text = '👍') => ({ reactionMessage: { key, text } });

  it.each<[string, string, ReturnType<typeof parse>]>([
    [
      'inbound',
      'inbound',
      parse(revoke({ id: 'X', fromMe: true, remoteJid: '5511900000000@s.whatsapp.net' })),
    ],
    ['inbound', 'inbound', parse(revoke({ id: 'X', fromMe: true, remoteJid: '900@lid' }))],
    ['outbound', 'outbound', parse(revoke({ id: 'X', fromMe: true, remoteJid: person }), own)],
    ['inbound', 'inbound', parse(react({ id: 'X', fromMe: true }))],
    ['inbound', 'outbound', parse(react({ id: 'X', fromMe: false }))],
    ['outbound', 'inbound', parse(react({ id: 'X', fromMe: false }), own)],
  ])('%s, of an %s message', (direction, target, parsed) => {
    expect(parsed).toMatchObject({
      change: { channelMessageId: 'ABC', direction, target: { channelMessageId: 'X', direction: target } },
    });
  });

  it.each([
    ['of what we wrote', { id: 'X', fromMe: false }],
    ['in another chat', { id: 'X', fromMe: true, remoteJid: '5511999999999@s.whatsapp.net' }],
    ['in a group', { id: 'X', fromMe: true, remoteJid: '123-456@g.us' }],
  ])('pitfall 8: a deletion or an edit %s is forged', (_where, key) => {
    expect(parse(revoke(key))).toEqual({ ignored: 'forged' });
    const edit = { type: Type.MESSAGE_EDIT, key, editedMessage: { conversation: 'Pago' } };
    expect(parse({ protocolMessage: edit })).toEqual({ ignored: 'forged' });
    expect(parse({ editedMessage: { message: { protocolMessage: edit } } })).toEqual({ ignored: 'forged' });
  });

  it('was made when the phone says, if that can be', () => {
    const at = (senderTimestampMs: number) =>
      parse({ reactionMessage: { key: { id: 'X' }, text: '', senderTimestampMs } });
    expect(at(1_790_000_000_321)).toMatchObject({
      change: { at: new Date(1_790_000_000_321), change: { kind: 'reaction', emoji: null } },
    });
    expect(at(1_990_000_000_000)).toMatchObject({ change: { at: new Date(1_790_000_000_000) } });
  });
});
