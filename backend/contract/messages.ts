import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { file } from './files.ts';
import { cursor, id, instant, limit } from './ids.ts';
import { contactCard, location, messageDetails, outgoingPoll } from './message-details.ts';
import { userSummary } from './users.ts';

/** What happened to a message we sent: a clock, one tick, two ticks, two blue ticks, or a reason and a retry. */
export const outboundStatuses = ['queued', 'sent', 'delivered', 'read', 'failed'] as const;
export type OutboundStatus = (typeof outboundStatuses)[number];

/** `internal`: written for colleagues; it never leaves the house. */
export const messageDirections = ['inbound', 'outbound', 'internal'] as const;
export type MessageDirection = (typeof messageDirections)[number];

/**
 * `text` shows its text. Every other kind shows at least as a named placeholder. `undecryptable` is a message that
 * WhatsApp has delivered but that can't be read yet: it turns into its real kind when the phone sends it again.
 */
export const messageKinds = [
  'text',
  'image',
  'video',
  'video_note',
  'gif',
  'audio',
  'voice_note',
  'document',
  'sticker',
  'location',
  'live_location',
  'contact_card',
  'poll',
  'event',
  'group_invite',
  'order',
  'product',
  'buttons',
  'list',
  'view_once',
  'call',
  'group_event',
  'note',
  'undecryptable',
  'unknown',
] as const;
export type MessageKind = (typeof messageKinds)[number];

/** Why a message failed; the UI says each in plain words. */
export const failureReasons = [
  'refused',
  'not_on_whatsapp',
  'sending_limit',
  'connection_lost',
  'connection_removed',
  'too_long',
  'unknown',
] as const;
export type FailureReason = (typeof failureReasons)[number];

export const maxTextLength = 65_536;

/** WhatsApp's own limits: later than this it takes no edit, and no deletion for everyone. */
export const editWithinMs = 15 * 60_000;
export const deleteWithinMs = 2 * 24 * 60 * 60_000;

/** What can be done to a message afterwards. */
export const changeKinds = ['reaction', 'edit', 'delete'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** An emoji, also of several characters. */
const emoji = z
  .string()
  .max(64)
  .regex(/^(?=.*[\p{Extended_Pictographic}\p{Regional_Indicator}\u20e3])[\p{Emoji}\p{Emoji_Component}]+$/u);

/** The message that another one answers, as far as it is known here. `messageId` null: it isn't stored here. */
export const quotedMessage = z.object({
  messageId: id.nullable(),
  direction: z.enum(['inbound', 'outbound']),
  kind: z.enum(messageKinds),
  text: z.string().max(300),
  authorName: z.string().nullable(),
});
export type QuotedMessage = z.infer<typeof quotedMessage>;

/** One person's reaction. `by`: the customer, or the business: a colleague, or null when it was done on the phone. */
export const reaction = z.object({
  emoji: z.string().min(1).max(64),
  side: z.enum(['customer', 'business']),
  author: userSummary.nullable(),
  /** In a group: the member whose it is. */
  memberName: z.string().nullable(),
});
export type Reaction = z.infer<typeof reaction>;

/** The member of a group who wrote a message, or did what it tells. */
export const messageMember = z.object({ id, name: z.string(), phoneNumber: z.string().nullable() });
export type MessageMember = z.infer<typeof messageMember>;

/**
 * One message of a conversation. Sorts by `sentAt`, then `id`. `sentAt` is the channel's own time; `createdAt` is when
 * we stored it. `author` is the colleague who wrote it; null for the customer's own and for what was typed on the
 * linked phone (`fromPhone`). `clientId` is the sender's own id for it, so that an optimistic bubble finds its row.
 */
export const message = z.object({
  id,
  ticketId: id,
  direction: z.enum(messageDirections),
  kind: z.enum(messageKinds),
  text: z.string(),
  status: z.enum(outboundStatuses).nullable(),
  failureReason: z.enum(failureReasons).nullable(),
  author: userSummary.nullable(),
  member: messageMember.nullable(),
  fromPhone: z.boolean(),
  clientId: id.nullable(),
  sentAt: instant,
  createdAt: instant,
  deliveredAt: instant.nullable(),
  readAt: instant.nullable(),
  /** Rises with every change of the row; of two versions of a message the higher one is the newer. */
  version: z.int(),
  file: file.nullable(),
  details: messageDetails.nullable(),
  quoted: quotedMessage.nullable(),
  forwarded: z.boolean(),
  reactions: z.array(reaction),
  /** When it was last edited by its author; `text` is the newest. */
  editedAt: instant.nullable(),
  /** When its author has deleted it for everyone. Text, file and details are empty then. */
  deletedAt: instant.nullable(),
  /** What a colleague last did to it, where WhatsApp wouldn't take it: it has been taken back here, too. */
  failedChange: z.enum(changeKinds).nullable(),
});
export type Message = z.infer<typeof message>;

/** A text that a message had, `writtenAt` then. */
export const messageVersion = z.object({ text: z.string(), writtenAt: instant });
export type MessageVersion = z.infer<typeof messageVersion>;

const ticketParams = z.object({ ticketId: id });
const messageParams = z.object({ ticketId: id, messageId: id });
const anyMessage = { clientId: id, quotedMessageId: id.optional() };
const text = z
  .string()
  .max(maxTextLength)
  .refine((value) => value.trim().length > 0, { message: 'empty' });

/** What one may send. */
export const outgoingMessage = z.union([
  /** `memberIds`: in a group, those whom the text names by an `@` before their name. */
  z.strictObject({ ...anyMessage, text, memberIds: z.array(id).max(50).optional() }),
  z.strictObject({
    ...anyMessage,
    text: z.string().max(maxTextLength),
    fileId: id,
    asDocument: z.boolean().optional(),
    /** The file is not an upload but comes with this quick message. */
    quickMessageId: id.optional(),
  }),
  z.strictObject({ ...anyMessage, location: location.omit({ movedAt: true }) }),
  z.strictObject({ ...anyMessage, contacts: z.array(contactCard).min(1).max(20) }),
  z.strictObject({ ...anyMessage, poll: outgoingPoll }),
]);
export type OutgoingMessage = z.infer<typeof outgoingMessage>;

export const sharedKinds = ['media', 'documents', 'links'] as const;
export type SharedKind = (typeof sharedKinds)[number];

/** To so many at a time one may forward. */
export const mostReceivers = 5;
const isReceivable = (count: number) => count >= 1 && count <= mostReceivers;

export const messageEndpoints = {
  /**
   * A page of a conversation, oldest first: beyond a cursor, `around` one of its messages, or where a time begins (`at`);
   * else the newest page. `older` and `newer` lead on; null where the conversation ends.
   */
  listMessages: endpoint({
    method: 'GET',
    path: '/tickets/:ticketId/messages',
    access: 'agent',
    params: ticketParams,
    query: z.object({
      before: cursor.optional(),
      after: cursor.optional(),
      around: id.optional(),
      at: instant.optional(),
      limit: limit.default(50),
    }),
    response: z.object({ items: z.array(message), older: cursor.nullable(), newer: cursor.nullable() }),
  }),
  /** What was shared in a conversation, newest first: messages with a picture or film, with a document, with a link. */
  listShared: endpoint({
    method: 'GET',
    path: '/tickets/:ticketId/shared',
    access: 'agent',
    params: ticketParams,
    query: z.object({
      of: z.enum(sharedKinds).default('media'),
      cursor: cursor.optional(),
      limit: limit.default(30),
    }),
    response: z.object({ items: z.array(message), nextCursor: cursor.nullable() }),
  }),
  /**
   * Idempotent by `clientId`: sent again, it answers the message that is already there. A text; or an upload of the
   * sender's own that isn't sent yet, with a caption or without, `asDocument` unchanged and unshown; a location;
   * contact cards; or a poll. `quotedMessageId`: the message of the same conversation that it answers.
   */
  sendMessage: endpoint({
    method: 'POST',
    path: '/tickets/:ticketId/messages',
    access: 'agent',
    params: ticketParams,
    body: outgoingMessage,
    response: message,
  }),
  /** Asks once more for a file that could not be fetched: from the channel, and from the phone if need be. */
  fetchFile: endpoint({
    method: 'POST',
    path: '/tickets/:ticketId/messages/:messageId/fetch-file',
    access: 'agent',
    params: messageParams,
    response: message,
  }),
  /** Puts a failed message back into the queue, under the id it always had. */
  retryMessage: endpoint({
    method: 'POST',
    path: '/tickets/:ticketId/messages/:messageId/retry',
    access: 'agent',
    params: messageParams,
    response: message,
  }),
  /** The business' one reaction to a message, whoever set it last; null takes it away. */
  setReaction: endpoint({
    method: 'PUT',
    path: '/tickets/:ticketId/messages/:messageId/reaction',
    access: 'agent',
    params: messageParams,
    body: z.strictObject({ emoji: emoji.nullable() }),
    response: message,
  }),
  /** Changes a text that the business sent, within 15 minutes. */
  editMessage: endpoint({
    method: 'PUT',
    path: '/tickets/:ticketId/messages/:messageId/text',
    access: 'agent',
    params: messageParams,
    body: z.strictObject({ text }),
    response: message,
  }),
  /** Deletes for everyone what the business sent, within two days. */
  deleteMessage: endpoint({
    method: 'DELETE',
    path: '/tickets/:ticketId/messages/:messageId',
    access: 'agent',
    params: messageParams,
    response: message,
  }),
  /**
   * Passes messages on, in their order, to conversations and to contacts: texts, files, locations and contact cards,
   * marked as forwarded. For a contact a ticket is opened or taken, as `openTicket` does. All or none. Idempotent by
   * `clientId`: repeated with the same messages and receivers, nothing goes out twice.
   */
  forwardMessages: endpoint({
    method: 'POST',
    path: '/messages/forward',
    access: 'agent',
    body: z
      .strictObject({
        clientId: id,
        messageIds: z.array(id).min(1).max(30),
        ticketIds: z.array(id).max(mostReceivers).default([]),
        contacts: z
          .array(z.strictObject({ contactId: id, connectionId: id }))
          .max(mostReceivers)
          .default([]),
      })
      .refine(({ ticketIds, contacts }) => isReceivable(ticketIds.length + contacts.length), {
        path: ['ticketIds'],
        message: `1 to ${mostReceivers} receivers`,
      }),
    response: z.object({ items: z.array(message) }),
  }),
  /** The texts that a message had before, oldest first. Those of a deleted one: for admins only, its last text too. */
  listMessageEdits: endpoint({
    method: 'GET',
    path: '/tickets/:ticketId/messages/:messageId/edits',
    access: 'agent',
    params: messageParams,
    response: z.object({ items: z.array(messageVersion) }),
  }),
};
