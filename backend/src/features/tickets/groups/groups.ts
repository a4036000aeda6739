import type { GroupMode } from '@ticketz/contract/connections';
import type { Group, GroupMember } from '@ticketz/contract/groups';
import { notFound } from '../../../core/errors.ts';
import { publish } from '../../../core/events.ts';
import type { Actor } from '../../../core/http/route.ts';
import { withCompany } from '../../../core/tenancy.ts';
import { query, queryOne } from '../../../core/unit-of-work.ts';
import type { ChannelGroup } from '../../connections/channel.ts';
import { visibleContacts } from '../../contacts/contact.policy.ts';
import { contactName, type NamedRow } from '../../contacts/contact.presenter.ts';
import { findOrCreateContact } from '../../contacts/find-or-create-contact.ts';
import { sightOf } from '../ticket.policy.ts';
import { presentTicket, type TicketRow, ticketColumns, ticketJoins } from '../ticket.presenter.ts';
import { ticketRules } from '../ticket-rules.ts';
import { type MemberRow, memberAsJson, memberName, setMembers } from './group-members.ts';

type GroupRow = NamedRow & { id: string; viewer_ids: string[] | null };

/** A group, for somebody who sees it. */
export async function getGroup(actor: Actor, groupId: string): Promise<Group> {
  const row = await queryOne<GroupRow>(
    `SELECT c.id, c.given_name, c.push_name, NULL AS phone, c.viewer_ids FROM contacts c
      WHERE c.id = $1 AND c.is_group AND ${visibleContacts(actor, ticketRules)}`,
    [groupId],
  );
  if (!row) throw notFound();
  return presentGroup(row);
}

async function presentGroup(row: GroupRow): Promise<Group> {
  const members = await query<{ member: MemberRow; role: GroupMember['role'] }>(
    `SELECT ${memberAsJson} AS member, w.role FROM group_members w WHERE w.group_id = $1 AND w.left_at IS NULL
      ORDER BY w.role = 'member', lower(w.name), w.id`,
    [row.id],
  );
  const viewers = row.viewer_ids
    ? await query<{ id: string; name: string }>(
        'SELECT id, name FROM users WHERE id = ANY ($1) AND active ORDER BY lower(name), id',
        [row.viewer_ids],
      )
    : null;
  return {
    id: row.id,
    subject: contactName(row),
    members: members.map(({ member, role }) => ({
      id: member.id,
      name: memberName(member),
      phoneNumber: member.phone,
      role,
    })),
    viewers,
  };
}

/** Says who sees a group beside admins: these people, or whoever sees any ticket. Others lose it at once. */
export async function setGroupViewers(
  actor: Actor,
  groupId: string,
  userIds: string[] | null,
): Promise<Group> {
  const ids = userIds && [...new Set(userIds)];
  if (ids) {
    const known = await query('SELECT 1 FROM users WHERE id = ANY ($1) AND active', [ids]);
    if (known.length < ids.length) throw notFound();
  }
  const group = await queryOne('SELECT 1 FROM contacts WHERE id = $1 AND is_group FOR UPDATE', [groupId]);
  if (!group) throw notFound();
  await query('UPDATE contacts SET viewer_ids = $2 WHERE id = $1', [groupId, ids]);
  await changeTickets(actor.companyId, 't.contact_id = $1', [groupId, ids], {
    // Whoever was at it and doesn't see it any more gives it back.
    status: `CASE WHEN t.status = 'open' AND t.assignee_id <> ALL ($2::uuid[]) AND u.role IN ('supervisor', 'agent') THEN 'pending' ELSE t.status END`,
    set: 'viewer_ids = $2::uuid[]',
  });
  return getGroup(actor, groupId);
}

/** Puts the running conversations of a connection's groups where they belong now. */
export async function moveGroups(companyId: string, connectionId: string, mode: GroupMode): Promise<void> {
  await changeTickets(companyId, `t.connection_id = $1 AND t.status <> 'closed'`, [connectionId, mode], {
    status: `CASE $2::text WHEN 'ignored' THEN 'closed' WHEN 'tab' THEN 'pending' ELSE t.status END`,
    set: `in_tab = $2::text = 'tab'`,
  });
}

/** Tells each ticket's old and new onlookers. `status` and `set` are SQL over the ticket `t` and its assignee `u`. */
async function changeTickets(
  companyId: string,
  condition: string,
  values: unknown[],
  { status, set }: { status: string; set: string },
): Promise<void> {
  const [id] = values;
  await query(`SELECT FROM tickets t WHERE t.is_group AND ${condition} ORDER BY id FOR UPDATE`, [id]);
  const before = await query<TicketRow>(
    `SELECT ${ticketColumns} FROM tickets t ${ticketJoins} WHERE t.is_group AND ${condition}`,
    [id],
  );
  if (before.length === 0) return;
  await query(
    `UPDATE tickets t SET ${set}, version = version + 1, status = s.status,
            assignee_id = CASE WHEN s.status = 'pending' THEN NULL ELSE t.assignee_id END,
            accepted_at = CASE WHEN s.status = 'pending' THEN NULL ELSE t.accepted_at END,
            closed_at = CASE WHEN s.status = 'closed' THEN coalesce(t.closed_at, now()) END,
            snoozed_at = CASE WHEN s.status = 'open' THEN t.snoozed_at END,
            snoozed_until = CASE WHEN s.status = 'open' THEN t.snoozed_until END,
            woken_at = CASE WHEN s.status = 'open' THEN t.woken_at END
       FROM (SELECT t.id, ${status} AS status FROM tickets t LEFT JOIN users u ON u.id = t.assignee_id
              WHERE t.is_group AND ${condition}) s
      WHERE t.id = s.id`,
    values,
  );
  const after = await query<TicketRow>(
    `SELECT ${ticketColumns} FROM tickets t ${ticketJoins} WHERE t.id = ANY ($1)`,
    [before.map(({ id }) => id)],
  );
  for (const row of before) {
    const now = after.find(({ id }) => id === row.id);
    if (now) publish('ticket.touched', { companyId, ticket: presentTicket(now), before: sightOf(row) });
  }
}

/** What the channel says of a group: its name, and who is in it. */
export async function takeGroup({ companyId, group, subject, members }: ChannelGroup): Promise<void> {
  await withCompany(companyId, async () => {
    const pushName = subject === '' ? null : subject;
    const { contact } = await findOrCreateContact({ phone: null, lid: null, group, pushName });
    await setMembers(contact.id, members);
    if (pushName) await renameGroup(companyId, contact.id, pushName);
  });
}

/** Its tickets show the new name. */
export async function renameGroup(companyId: string, groupId: string, subject: string): Promise<void> {
  const renamed = await query(
    `UPDATE contacts SET push_name = $2 WHERE id = $1 AND push_name IS DISTINCT FROM $2 RETURNING 1`,
    [groupId, subject],
  );
  if (renamed.length === 0) return;
  const rows = await query<TicketRow>(
    `WITH touched AS (UPDATE tickets SET version = version + 1 WHERE contact_id = $1 AND status <> 'closed' RETURNING id)
     SELECT ${ticketColumns} FROM tickets t ${ticketJoins} WHERE t.id IN (SELECT id FROM touched)`,
    [groupId],
  );
  for (const row of rows) {
    const ticket = presentTicket({ ...row, version: row.version + 1 });
    publish('ticket.touched', { companyId, ticket, before: sightOf(row) });
  }
}
