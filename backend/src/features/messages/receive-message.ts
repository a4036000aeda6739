import { publish } from '../../core/events.ts';
import { messagesRefused } from '../../core/metrics.ts';
import { withCompany } from '../../core/tenancy.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import {
  type ChannelMessage,
  type ChannelNews,
  type ChannelReader,
  isChange,
  isGroupNews,
} from '../connections/channel.ts';
import { findKnownContacts, findOrCreateContact } from '../contacts/find-or-create-contact.ts';
import { type FoundTicket, findOrOpenTicket, lockActiveTickets } from '../tickets/find-or-open-ticket.ts';
import type { MemberRow } from '../tickets/groups/group-members.ts';
import { sightOf } from '../tickets/ticket.policy.ts';
import { presentTicket, type TicketRow } from '../tickets/ticket.presenter.ts';
import { answerCall } from './answer-call.ts';
import { fillUndecryptable } from './fill-undecryptable.ts';
import { detailsOf, membersOf } from './group-members-of.ts';
import { mergeContacts } from './merge-contacts.ts';
import { presentMessage } from './message.presenter.ts';
import { moveLiveLocation } from './move-live-location.ts';
import { receiveChange, receiveWaitingChanges } from './receive-change.ts';
import { receiveGroupNews } from './receive-group-news.ts';
import { type NewMessage, type StoredMessage, storeMessage, storeMessages } from './store-message.ts';

/** For what comes without votes. */
const noReader: ChannelReader = { readVote: () => null, readSealed: () => null };

/** Takes one message or change from a channel, like `receiveMessages`. */
export async function receiveMessage(received: ChannelNews): Promise<void> {
  await receiveMessages([received]);
}

/**
 * Takes messages and changes of one company, in the order given: who is it, which ticket, store, tell. One transaction;
 * when it returns they are committed. The same again changes nothing, however often and however concurrently it comes.
 */
export async function receiveMessages(news: ChannelNews[], reader = noReader): Promise<void> {
  const [first] = news;
  if (!first) return;
  await withCompany(first.companyId, async () => {
    let left = news;
    while (left.length > 0) left = await receiveNext(left, reader);
  });
}

/**
 * Takes those at the front that go on with a running conversation, all together, and by itself the one after them, which
 * may change who somebody is and what is open, or what is stored already. What is left comes after that.
 */
async function receiveNext(news: ChannelNews[], reader: ChannelReader): Promise<ChannelNews[]> {
  const plain = plainAtFront(news);
  const tickets = plain.length > 0 ? await findRunningTickets(plain) : [];
  const end = tickets.indexOf(null);
  const running = tickets.slice(0, end === -1 ? undefined : end).filter((ticket) => ticket !== null);
  await receiveInto(running, plain.slice(0, running.length), reader);
  const special = news[running.length];
  if (special) await receiveSpecial(special, reader);
  return news.slice(running.length + 1);
}

function plainAtFront(news: ChannelNews[]): ChannelMessage[] {
  const plain: ChannelMessage[] = [];
  for (const one of news) {
    if (isChange(one) || isGroupNews(one) || one.moves || one.mentions) break;
    plain.push(one);
  }
  return plain;
}

async function receiveSpecial(news: ChannelNews, reader: ChannelReader): Promise<void> {
  if (isGroupNews(news)) return receiveGroupNews(news);
  if (isChange(news)) return receiveChange(news, reader);
  if (news.moves && (await moveLiveLocation(news))) return;
  await receiveOne(news, reader);
}

/** The active ticket of each message whose sender is known as they are told. */
async function findRunningTickets(messages: ChannelMessage[]): Promise<(TicketRow | null)[]> {
  const contacts = await findKnownContacts(messages.map(({ person }) => person));
  return lockActiveTickets(
    messages.map(({ connectionId }, index) => {
      const contact = contacts[index];
      return contact ? { contactId: contact.id, connectionId } : null;
    }),
  );
}

async function receiveInto(
  tickets: TicketRow[],
  messages: ChannelMessage[],
  reader: ChannelReader,
): Promise<void> {
  const given = tickets.flatMap((ticket, index) => {
    const received = messages[index];
    return received ? [{ ticket, received, contactId: ticket.contact_id }] : [];
  });
  const members = await membersOf(given);
  const entries = given.map((one, index) => ({
    ...one,
    message: toNewMessage(one.received, members[index] ?? null),
  }));
  if (entries.length === 0) return;
  const stored = await storeMessages(entries);
  const touched = new Map<string, StoredMessage>();
  for (const [index, { ticket, received }] of entries.entries()) {
    const one = stored[index];
    if (one) {
      tellMessage(received.companyId, one);
      touched.set(ticket.id, one);
    } else await expectKnown(ticket.contact_id, received, reader);
  }
  for (const { ticket } of touched.values()) {
    const before = sightOf(ticket);
    publish('ticket.touched', {
      companyId: messages[0]?.companyId ?? '',
      ticket: presentTicket(ticket),
      before,
    });
  }
  for (const [index, { received }] of entries.entries()) {
    const one = stored[index];
    if (one?.changesWait) await receiveWaitingChanges(received, reader);
    if (one && received.rejected) await answerCall(one.ticket, received);
  }
}

async function receiveOne(received: ChannelMessage, reader: ChannelReader): Promise<void> {
  const { contact, created, duplicates } = await findOrCreateContact(received.person);
  await mergeContacts(received.companyId, contact.id, duplicates);
  // A message that is there already must not open a ticket.
  if (!created && (await isKnown(contact.id, received, reader))) return;
  const found = await findOrOpenTicket({
    contactId: contact.id,
    connectionId: received.connectionId,
    replyAddress: received.address,
    direction: received.direction,
    sentAt: received.sentAt,
    kind: received.kind,
    text: received.text,
  });
  const [member] = await membersOf([{ contactId: contact.id, received }]);
  const details = await detailsOf(contact.id, received);
  const stored = await storeMessage(found.row, toNewMessage({ ...received, details }, member ?? null));
  if (!stored) return expectKnown(contact.id, received, reader);
  tellMessage(received.companyId, stored);
  tellTicket(received.companyId, found, { ...stored.ticket, push_name: contact.push_name });
  if (stored.changesWait) await receiveWaitingChanges(received, reader);
  if (received.rejected) await answerCall(stored.ticket, received);
}

function toNewMessage(received: ChannelMessage, member: MemberRow | null): NewMessage {
  const inbound = received.direction === 'inbound';
  return {
    channelMessageId: received.channelMessageId,
    direction: received.direction,
    kind: received.kind,
    text: received.text,
    status: inbound ? null : 'sent',
    author: null,
    member,
    fromPhone: !inbound,
    clientId: null,
    sentAt: received.sentAt,
    replyAddress: inbound ? received.address : null,
    address: received.address,
    unread: inbound,
    details: received.details,
    file: null,
    media: received.media,
    quoted: received.quoted,
    forwarded: received.forwarded,
    secret: received.secret,
  };
}

/** After storing has met the message. Where it isn't there yet, another transaction is at it: try again later. */
async function expectKnown(
  contactId: string,
  received: ChannelMessage,
  reader: ChannelReader,
): Promise<void> {
  if (await isKnown(contactId, received, reader)) return;
  throw new Error('The same message is being stored by somebody else');
}

/** True when the message is stored; one that couldn't be decrypted then is filled in now. */
async function isKnown(contactId: string, received: ChannelMessage, reader: ChannelReader): Promise<boolean> {
  const known = await queryOne<{ id: string; kind: string; member_id: string | null }>(
    `SELECT id, kind, member_id FROM messages
      WHERE connection_id = $1 AND contact_id = $2 AND direction = $3 AND channel_message_id = $4`,
    [received.connectionId, contactId, received.direction, received.channelMessageId],
    'known-message',
  );
  if (!known) return false;
  if (known.kind === 'undecryptable' && received.kind !== 'undecryptable') {
    const [member] = await membersOf([{ contactId, received }]);
    // Ids are the sender's word: another member's message can't be filled in.
    if ((member?.id ?? null) !== known.member_id) {
      messagesRefused.inc({ reason: 'forged' });
      return true;
    }
    const details = await detailsOf(contactId, received);
    await fillUndecryptable(received.companyId, known.id, { ...received, details });
    await receiveWaitingChanges(received, reader);
  }
  return true;
}

function tellMessage(companyId: string, { message, ticket }: StoredMessage): void {
  publish('message.received', {
    companyId,
    message: presentMessage(message),
    ticket: sightOf(ticket),
  });
}

function tellTicket(companyId: string, found: FoundTicket, row: TicketRow): void {
  const ticket = presentTicket(row);
  if (found.opened) return publish('ticket.opened', { companyId, ticket });
  publish(found.reopened ? 'ticket.reopened' : 'ticket.touched', { companyId, ticket, before: found.before });
}
