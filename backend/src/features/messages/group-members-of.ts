import type { MessageDetails } from '@ticketz/contract/message-details';
import { query } from '../../core/unit-of-work.ts';
import type { ChannelMessage, ChannelPerson } from '../connections/channel.ts';
import { findOrAddMembers, type MemberRow, memberName } from '../tickets/groups/group-members.ts';

interface InGroup {
  contactId: string;
  received: Pick<ChannelMessage, 'author'>;
}

/** The members who wrote these messages, each in the place of its own; null where it is no group's, or ours. */
export async function membersOf(messages: InGroup[]): Promise<(MemberRow | null)[]> {
  const authors = new Map<string, ChannelPerson[]>();
  for (const { contactId, received } of messages) {
    if (received.author) authors.set(contactId, [...(authors.get(contactId) ?? []), received.author]);
  }
  const rows = new Map<string, MemberRow[]>();
  for (const [contactId, people] of authors) rows.set(contactId, await findOrAddMembers(contactId, people));
  return messages.map(({ contactId, received }) =>
    received.author ? (rows.get(contactId)?.shift() ?? null) : null,
  );
}

/** What a message says beside its text, with the names of those whom the text names. */
export async function detailsOf(contactId: string, received: ChannelMessage): Promise<MessageDetails | null> {
  const { details, mentions, connectionId } = received;
  if (!mentions?.length) return details;
  const people = mentions.flatMap(({ person }) => person ?? []);
  const members = await findOrAddMembers(contactId, people);
  const own = mentions.some(({ person }) => !person) ? await ownName(connectionId) : '';
  const named = mentions.map(({ digits, person }) => {
    const member = person && members[people.indexOf(person)];
    return { digits, name: member ? memberName(member) : own };
  });
  return { ...details, members: named };
}

async function ownName(connectionId: string): Promise<string> {
  const [row] = await query<{ name: string }>(
    'SELECT coalesce(profile_name, name) AS name FROM connections WHERE id = $1',
    [connectionId],
  );
  return row?.name ?? '';
}
