import type { GroupChange as ShownChange } from '@ticketz/contract/message-details';
import { publish } from '../../core/events.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import type { ChannelGroupNews, ChannelPerson } from '../connections/channel.ts';
import { findOrCreateContact } from '../contacts/find-or-create-contact.ts';
import { changeMembers, findOrAddMembers, memberName } from '../tickets/groups/group-members.ts';
import { renameGroup } from '../tickets/groups/groups.ts';
import { sightOf } from '../tickets/ticket.policy.ts';
import { presentTicket, type TicketRow, ticketColumns, ticketJoins } from '../tickets/ticket.presenter.ts';
import { presentMessage } from './message.presenter.ts';
import { plainText, storeMessage } from './store-message.ts';

/** So many are named; a line isn't a list. */
const mostNames = 50;

/**
 * Takes what happened to a group: its name and its members are kept up, and a running conversation gets a line that tells
 * it. It opens none. Told twice it is told once.
 */
export async function receiveGroupNews(news: ChannelGroupNews): Promise<void> {
  const { companyId, groupChange } = news;
  const { contact } = await findOrCreateContact({ ...news.person, pushName: null });
  const by = news.author ? await nameOf(contact.id, news.author) : null;
  if ('subject' in groupChange) {
    if (groupChange.subject !== '') await renameGroup(companyId, contact.id, groupChange.subject);
    return tell(news, contact.id, { by, names: [], subject: groupChange.subject });
  }
  const { kind, people } = groupChange;
  const members = await findOrAddMembers(contact.id, people);
  const ids = members.map(({ id }) => id);
  if (kind === 'promoted') await changeMembers(ids, { role: 'admin' });
  else if (kind === 'demoted') await changeMembers(ids, { role: 'member' });
  else if (kind === 'joined') await changeMembers(ids, { left: false });
  else await changeMembers(ids, { left: true, role: 'member' });
  const names = members.slice(0, mostNames).map(memberName);
  await tell(news, contact.id, { by: kind === 'left' ? null : by, names, subject: null });
}

async function nameOf(groupId: string, author: ChannelPerson): Promise<string | null> {
  const [member] = await findOrAddMembers(groupId, [author]);
  return member ? memberName(member) : null;
}

async function tell(
  news: ChannelGroupNews,
  contactId: string,
  what: { by: string | null; names: string[]; subject: string | null },
): Promise<void> {
  const { companyId, connectionId, groupChange } = news;
  const ticket = await queryOne<TicketRow>(
    `SELECT ${ticketColumns} FROM (SELECT * FROM tickets WHERE contact_id = $1 AND connection_id = $2
        AND status <> 'closed' FOR NO KEY UPDATE) t ${ticketJoins}`,
    [contactId, connectionId],
    'group-ticket',
  );
  if (!ticket) return;
  const change: ShownChange = groupChange.kind;
  const stored = await storeMessage(ticket, {
    ...plainText,
    channelMessageId: news.channelMessageId,
    direction: 'inbound',
    kind: 'group_event',
    text: '',
    status: null,
    author: null,
    fromPhone: false,
    clientId: null,
    sentAt: news.at,
    replyAddress: null,
    unread: false,
    details: { groupEvent: { change, ...what } },
  });
  if (!stored) return;
  publish('message.received', {
    companyId,
    message: presentMessage(stored.message),
    ticket: sightOf(stored.ticket),
  });
  publish('ticket.touched', { companyId, ticket: presentTicket(stored.ticket), before: sightOf(ticket) });
}
