import { messageDetails } from '@ticketz/contract/message-details';
import { maxTextLength, messageKinds } from '@ticketz/contract/messages';
import { proto, type WAMessage } from '@whiskeysockets/baileys';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVault } from '../../src/core/secrets.ts';
import { isStorable } from '../../src/core/storable-text.ts';
import { parseReceipt } from '../../src/features/connections/whatsapp/parse-receipt.ts';
import {
  type Parsed,
  parseWhatsappMessage,
} from '../../src/features/connections/whatsapp/parse-whatsapp-message.ts';
import { rebuildMessage } from '../../src/features/connections/whatsapp/rebuild-message.ts';
import { identityOf } from '../../src/features/connections/whatsapp/whatsapp-address.ts';
import { wildContent, wildText } from './wild-content.ts';

const seed = Number(process.env.FUZZ_SEED ?? 20_261_121);
const numRuns = Number(process.env.FUZZ_RUNS ?? 3_000);
const options = { seed, numRuns };

const account = { id: '5511900000001:3@s.whatsapp.net', lid: '99887766:3@lid' };
const vault = createVault(Buffer.alloc(32, 7).toString('base64'));
const context = { companyId: 'our company', connectionId: 'our connection', account, vault };

const address = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 99 }).map((end) => `55119876543${end}@s.whatsapp.net`) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 99 }).map((end) => `1234567${end}:7@lid`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('120363@g.us', 'status@broadcast', '1@newsletter', account.id, '@', ''),
  },
  { weight: 1, arbitrary: wildText },
);

/** What holds of every message that is let through, whatever it was made of. */
function expectHarmless(parsed: Parsed, jids: (string | null | undefined)[]): void {
  if ('ignored' in parsed || 'groupNews' in parsed) return;
  const news = 'change' in parsed ? parsed.change : parsed.message;
  expect(news).toMatchObject({ companyId: 'our company', connectionId: 'our connection' });
  const known = jids.map(identityOf).flatMap((identity) => (identity ? [identity.value] : []));
  for (const value of [news.person.phone, news.person.lid]) if (value) expect(known).toContain(value);
  if ('change' in parsed) {
    expect(parsed.change.at.getTime()).not.toBeNaN();
    const { kind } = parsed.change.change;
    // Nobody edits or deletes what the other has written.
    if (kind === 'edit' || kind === 'delete') expect(parsed.change.target.direction).toBe(news.direction);
    return;
  }
  const { message } = parsed;
  if (message.details) messageDetails.parse(message.details);
  expect(messageKinds).toContain(message.kind);
  expect(message.text.length).toBeLessThanOrEqual(maxTextLength);
  expect(message.sentAt.getTime()).not.toBeNaN();
  expect(known).toContain(message.address.split('@')[0]);
}

const wildMessage: fc.Arbitrary<WAMessage> = fc
  .record({
    remoteJid: address,
    remoteJidAlt: fc.option(address),
    fromMe: fc.option(fc.boolean()),
    id: fc.option(wildText),
    pushName: fc.option(wildText),
    messageTimestamp: fc.option(fc.oneof(fc.integer(), fc.double())),
    messageStubType: fc.option(fc.integer({ min: 0, max: 250 })),
    message: fc.option(wildContent),
  })
  .map(({ remoteJid, remoteJidAlt, fromMe, id, ...rest }) => {
    const key = { remoteJid, remoteJidAlt: remoteJidAlt ?? undefined, fromMe, id };
    return { key, ...rest };
  });

const stanza = fc.record({
  attrs: fc.dictionary(
    fc.constantFrom(
      'from',
      'id',
      't',
      'type',
      'participant',
      'recipient',
      'sender_pn',
      'sender_lid',
      'notify',
    ),
    fc.oneof(address, wildText),
    { noNullPrototype: true },
  ),
  plaintext: fc.option(
    fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      wildContent.map((content) => padded(proto.Message.encode(proto.Message.fromObject(content)).finish())),
    ),
  ),
  unavailable: fc.option(fc.string()),
});

/** As phones pad what they encrypt. */
function padded(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([bytes, Buffer.from([1])]);
}

describe(`Rubbish from WhatsApp (seed ${seed})`, () => {
  it('of any shape is parsed or ignored, and stays in its chat', () => {
    fc.assert(
      fc.property(wildMessage, (message) => {
        const { remoteJid, remoteJidAlt } = message.key;
        expectHarmless(parseWhatsappMessage(message, context), [remoteJid, remoteJidAlt]);
      }),
      options,
    );
  });

  it('of any bytes, in any stanza, is rebuilt, parsed or ignored', () => {
    fc.assert(
      fc.property(stanza, ({ attrs, plaintext, unavailable }) => {
        const entry = { hash: Buffer.alloc(32), account, attrs, plaintext, unavailable };
        const parsed = parseWhatsappMessage(rebuildMessage(entry), context);
        expectHarmless(parsed, Object.values(attrs));
      }),
      options,
    );
  });

  it('as a receipt moves at most the messages that it names, of who sent it', () => {
    const receipt = fc.record({
      attrs: stanza.map(({ attrs }) => attrs),
      content: fc.option(
        fc.array(
          fc.record({
            tag: fc.constantFrom('list', 'item', 'x'),
            attrs: fc.dictionary(fc.constant('id'), wildText, { noNullPrototype: true }),
            content: fc.option(
              fc.array(fc.record({ tag: fc.constant('item'), attrs: fc.constant({ id: 'A' }) })),
            ),
          }),
        ),
      ),
    });
    fc.assert(
      fc.property(receipt, ({ attrs, content }) => {
        const node = { tag: 'receipt', attrs, content: content ?? undefined } as Parameters<
          typeof parseReceipt
        >[0];
        const status = parseReceipt(node, context);
        if (!status) return;
        expect(status).toMatchObject({ companyId: 'our company', connectionId: 'our connection' });
        const value = identityOf(attrs.from)?.value;
        expect([status.person?.phone, status.person?.lid]).toContain(value);
      }),
      options,
    );
  });

  it('never becomes a text that Postgres refuses', () => {
    fc.assert(
      fc.property(wildMessage, (message) => {
        const parsed = parseWhatsappMessage(message, context);
        if ('ignored' in parsed || 'groupNews' in parsed) return;
        const { media, ...news } = 'change' in parsed ? { ...parsed.change, media: null } : parsed.message;
        expect(isStorable([news, media && [media.name, media.mimeType]])).toBe(true);
      }),
      options,
    );
  });

  it('never becomes one by being cut in the middle of an emoji', () => {
    const cut = (message: Partial<WAMessage>) => {
      const key = { remoteJid: '5511987654321@s.whatsapp.net', id: 'A' };
      const parsed = parseWhatsappMessage({ key, message: { conversation: 'x' }, ...message }, context);
      return 'message' in parsed && isStorable(parsed.message);
    };
    expect(cut({ pushName: `${'a'.repeat(199)}😀` })).toBe(true);
    expect(cut({ message: { conversation: `${'a'.repeat(maxTextLength - 1)}😀` } })).toBe(true);
  });
});
