import { proto } from '@whiskeysockets/baileys';
import fc from 'fast-check';

/** Texts at the edges of what is allowed. Whole characters: what comes as UTF-8 has no halves. */
export const wildText = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 100 }),
    fc.string({ maxLength: 300 }),
    fc.constantFrom(
      '',
      '\0',
      'a\0b',
      '{"',
      '<img src=x onerror=alert(1)>',
      '\u202egnp.exe',
      '😀'.repeat(500),
      '{{',
    ),
    fc.integer({ min: 190, max: 70_000 }).map((length) => `${'a'.repeat(length)}😀`),
  )
  .map((text) => text.replaceAll(/\p{Surrogate}/gu, '\ufffd'));

/** Every field that a message may have: protobuf's classes keep their defaults on the prototype. */
const fields = Object.keys(proto.Message.prototype);

const scalar = fc.oneof(
  wildText,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.uint8Array({ maxLength: 64 }),
);
const wrappers = [
  'ephemeralMessage',
  'viewOnceMessage',
  'viewOnceMessageV2',
  'documentWithCaptionMessage',
  'editedMessage',
];
const innerNames = [
  'text',
  'caption',
  'name',
  'title',
  'body',
  'key',
  'type',
  'message',
  'description',
  'contentText',
];

/** Contents of messages: known fields with values that fit badly, in wrappers, and protocol messages that lie. */
export const wildContent: fc.Arbitrary<proto.IMessage> = fc.letrec<{
  content: proto.IMessage;
  value: unknown;
}>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.dictionary(fc.constantFrom(...innerNames), scalar, { maxKeys: 4, noNullPrototype: true }),
  ),
  content: fc.oneof(
    { maxDepth: 8 },
    { weight: 2, arbitrary: wildText.map((conversation): proto.IMessage => ({ conversation })) },
    {
      weight: 3,
      arbitrary: fc
        .dictionary(fc.constantFrom(...fields), tie('value'), { maxKeys: 3, noNullPrototype: true })
        .map(fitted),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...wrappers), tie('content'))
        .map(([name, message]): proto.IMessage => ({ [name]: { message } })),
    },
  ),
})).content;

/** As it would come off the wire: what protobuf can't carry is left out. */
function fitted(content: Record<string, unknown>): proto.IMessage {
  const entries = Object.entries(content).flatMap(([name, value]) => {
    try {
      const bytes = proto.Message.encode(proto.Message.fromObject({ [name]: value })).finish();
      return Object.entries(proto.Message.decode(bytes));
    } catch {
      // protobuf itself refuses it, so nobody can send it.
      return [];
    }
  });
  return Object.fromEntries(entries);
}
