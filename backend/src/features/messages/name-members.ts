import type { MessageDetails } from '@ticketz/contract/message-details';
import { notFound } from '../../core/errors.ts';
import { query } from '../../core/unit-of-work.ts';
import { type MemberRow, memberAsJson, memberName } from '../tickets/groups/group-members.ts';
import type { TicketRow } from '../tickets/ticket.presenter.ts';

/**
 * A text that names members of a group, as phones write it: with the digits of each behind the `@`, where the name stood.
 * Who isn't named in it gets no notice.
 */
export async function nameMembers(
  ticket: TicketRow,
  text: string,
  memberIds: string[],
): Promise<{ text: string; details: MessageDetails | null }> {
  const rows = await query<{ member: MemberRow; digits: string }>(
    `SELECT ${memberAsJson} AS member, coalesce(w.lid, w.phone) AS digits FROM group_members w
      WHERE w.id = ANY ($1) AND w.group_id = $2`,
    [memberIds, ticket.contact_id],
    'named-members',
  );
  if (rows.length < new Set(memberIds).size) throw notFound();
  const people = rows
    .map(({ member, digits }) => ({ name: memberName(member), digits }))
    .toSorted((one, other) => other.name.length - one.name.length);
  let written = text;
  const members = people.filter(({ name, digits }) => {
    const before = written;
    written = written.replaceAll(`@${name}`, `@${digits}`);
    return written !== before;
  });
  return { text: written, details: members.length > 0 ? { members } : null };
}
