import { query } from '../../../core/unit-of-work.ts';
import type { ChannelGroup, ChannelPerson } from '../../connections/channel.ts';
import { phoneVariants } from '../../contacts/phone-variants.ts';

type Role = ChannelGroup['members'][number]['role'];

/** Somebody in a group, as messages name them. */
export interface MemberRow {
  id: string;
  name: string | null;
  phone: string | null;
}

interface StoredMember extends MemberRow {
  lid: string | null;
}

/** Columns of a `MemberRow` as JSON, over `w`: the name that the company gave this person comes before their own. */
export const memberAsJson = `CASE WHEN w.id IS NOT NULL THEN jsonb_build_object('id', w.id, 'phone', w.phone, 'name',
  coalesce((SELECT k.given_name FROM contact_identities i JOIN contacts k ON k.id = i.contact_id
             WHERE (i.kind = 'lid' AND i.value = w.lid) OR (i.kind = 'phone' AND i.value = w.phone)
             ORDER BY k.given_name IS NULL LIMIT 1), w.name)) END`;

export function memberName({ name, phone }: Pick<MemberRow, 'name' | 'phone'>): string {
  return name ?? (phone ? `+${phone}` : '•••');
}

/**
 * The members of a group who these people are, each in the place of its own. Whoever isn't known yet is added; what is new
 * of somebody (their name, their number) is kept.
 */
export async function findOrAddMembers(groupId: string, people: ChannelPerson[]): Promise<MemberRow[]> {
  const known = await findMembers(groupId, people);
  const among = memberFinder(known);
  const found = people.map(among);
  if (people.every((person, index) => saysNothingNew(person, found[index]))) {
    return found.flatMap((member) => member ?? []);
  }
  await addMembers(
    groupId,
    people.filter((_person, index) => !found[index]),
  );
  const added = memberFinder(await findMembers(groupId, people));
  const changed = people.filter((person) => !saysNothingNew(person, added(person)));
  for (const person of changed) await keepMember(groupId, person);
  const now = changed.length > 0 ? memberFinder(await findMembers(groupId, people)) : added;
  return people.map((person) => {
    const member = now(person);
    if (!member) throw new Error('The member was not inserted');
    return member;
  });
}

function findMembers(groupId: string, people: ChannelPerson[]): Promise<StoredMember[]> {
  return query<StoredMember>(
    `SELECT w.id, w.phone, w.lid, ${memberAsJson}->>'name' AS name FROM group_members w
      WHERE w.group_id = $1 AND (w.lid = ANY ($2) OR w.phone = ANY ($3)) ORDER BY w.lid IS NULL, w.id`,
    [
      groupId,
      people.flatMap(({ lid }) => (lid ? [lid] : [])),
      people.flatMap(({ phone }) => (phone ? phoneVariants(phone) : [])),
    ],
    'group-members',
  );
}

/** Finds a person among members, the first of two that are known of them. A group may have a thousand. */
function memberFinder(members: StoredMember[]): (person: ChannelPerson) => StoredMember | undefined {
  const places = new Map<string, number>();
  for (const [place, { phone, lid }] of members.entries()) {
    if (lid) places.set(`lid ${lid}`, place);
    if (phone) places.set(`phone ${phone}`, place);
  }
  return ({ phone, lid }) => {
    const names = [
      lid ? `lid ${lid}` : '',
      ...(phone ? phoneVariants(phone).map((one) => `phone ${one}`) : []),
    ];
    const found = names.flatMap((name) => places.get(name) ?? []);
    return found.length > 0 ? members[Math.min(...found)] : undefined;
  };
}

/** All in one statement, whoever else adds them at this moment in the same order. */
async function addMembers(groupId: string, people: ChannelPerson[]): Promise<void> {
  if (people.length === 0) return;
  await query(
    `INSERT INTO group_members (group_id, phone, lid, name)
     SELECT $1, phone, lid, name FROM jsonb_to_recordset($2::jsonb) AS given (phone text, lid text, name text)
      ORDER BY lid, phone ON CONFLICT DO NOTHING`,
    [groupId, JSON.stringify(people.map(({ phone, lid, pushName }) => ({ phone, lid, name: pushName })))],
  );
}

function saysNothingNew(person: ChannelPerson, member: StoredMember | undefined): boolean {
  if (!member) return false;
  const named = !person.pushName || member.name !== null;
  return named && (!person.lid || member.lid === person.lid) && (!person.phone || member.phone !== null);
}

/** Known by number and by LID as two, they become one. */
async function keepMember(groupId: string, { phone, lid, pushName }: ChannelPerson): Promise<void> {
  const rows = await query<{ id: string }>(
    `SELECT id FROM group_members WHERE group_id = $1 AND (lid = $2 OR phone = ANY ($3))
      ORDER BY lid IS NULL, id FOR UPDATE`,
    [groupId, lid, phone ? phoneVariants(phone) : []],
  );
  const [kept, ...doubled] = rows;
  if (!kept) {
    await query(
      'INSERT INTO group_members (group_id, phone, lid, name) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
      [groupId, phone, lid, pushName],
    );
    return;
  }
  for (const { id } of doubled) await uniteMembers(kept.id, id);
  await query(
    `UPDATE group_members SET phone = coalesce(phone, $2), lid = coalesce(lid, $3), name = coalesce($4, name)
      WHERE id = $1`,
    [kept.id, phone, lid, pushName],
  );
}

async function uniteMembers(keptId: string, goneId: string): Promise<void> {
  await query('UPDATE messages SET member_id = $1 WHERE member_id = $2', [keptId, goneId]);
  const perMember = { message_reactions: 'member', message_votes: 'member', group_receipts: 'member_id' };
  for (const [table, column] of Object.entries(perMember)) {
    await query(
      `UPDATE ${table} r SET ${column} = $1 WHERE ${column} = $2
          AND NOT EXISTS (SELECT FROM ${table} o WHERE o.message_id = r.message_id AND o.${column} = $1)`,
      [keptId, goneId],
    );
  }
  await query(
    `WITH gone AS (DELETE FROM group_members WHERE id = $2 RETURNING phone, lid, name)
     UPDATE group_members k SET name = coalesce(k.name, gone.name) FROM gone WHERE k.id = $1`,
    [keptId, goneId],
  );
}

/** All who are in a group now. Whoever isn't named has left. */
export async function setMembers(groupId: string, members: ChannelGroup['members']): Promise<void> {
  const rows = await findOrAddMembers(groupId, members);
  const roles = rows.map(({ id }, index) => ({ id, role: members[index]?.role ?? 'member' }));
  await query(
    `UPDATE group_members m SET left_at = CASE WHEN s.id IS NULL THEN coalesce(m.left_at, now()) END,
            role = coalesce(s.role, m.role)
       FROM group_members g LEFT JOIN jsonb_to_recordset($2::jsonb) AS s (id uuid, role text) ON s.id = g.id
      WHERE g.group_id = $1 AND m.id = g.id
        AND (m.role, m.left_at IS NULL) IS DISTINCT FROM (coalesce(s.role, m.role), s.id IS NOT NULL)`,
    [groupId, JSON.stringify(roles)],
  );
}

/** Some have come, gone, or may do other things now. */
export async function changeMembers(ids: string[], change: { role?: Role; left?: boolean }): Promise<void> {
  await query(
    `UPDATE group_members SET left_at = CASE WHEN $3 THEN coalesce(left_at, now()) WHEN $3 IS NULL THEN left_at END,
            role = coalesce($2, role)
      WHERE id = ANY ($1)`,
    [ids, change.role ?? null, change.left ?? null],
  );
}
