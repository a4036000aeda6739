import { type Role, roleIncludes } from '@ticketz/contract/endpoint';
import { rooms } from '../../core/realtime.ts';
import { asSystem } from '../../core/tenancy.ts';
import { query } from '../../core/unit-of-work.ts';

interface Person {
  companyId: string;
  userId: string;
}

interface Row {
  user_id: string;
  role: Role;
  queue_ids: string[];
  no_queues: boolean;
}

/**
 * The rooms in which each of these people hears of tickets beside their own: what `ticketAudience` names. One query for
 * all companies: a process asks it for its sockets.
 */
export async function findSightRooms(people: Person[]): Promise<Map<string, string[]>> {
  if (people.length === 0) return new Map();
  const rows = await asSystem(() =>
    query<Row & { company_id: string }>(
      `SELECT u.company_id, u.id AS user_id, u.role,
              ARRAY(SELECT m.queue_id::text FROM queue_members m
                     WHERE m.company_id = u.company_id AND m.user_id = u.id) AS queue_ids,
              NOT EXISTS (SELECT FROM queues q WHERE q.company_id = u.company_id) AS no_queues
         FROM users u JOIN (SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[]) AS one (company_id, id)) asked
           ON asked.company_id = u.company_id AND asked.id = u.id`,
      [people.map(({ companyId }) => companyId), people.map(({ userId }) => userId)],
      'find-sight-rooms',
    ),
  );
  return new Map(rows.map((row) => [row.user_id, roomsOf(row.company_id, row)]));
}

function roomsOf(companyId: string, { role, queue_ids, no_queues }: Row): string[] {
  if (roleIncludes(role, 'admin')) return [rooms.admins(companyId)];
  const leads = roleIncludes(role, 'supervisor');
  return [
    ...(no_queues || queue_ids.length > 0 ? [rooms.unqueued(companyId)] : []),
    ...queue_ids.map((queueId) => rooms.queue(companyId, queueId)),
    ...(leads ? queue_ids.map((queueId) => rooms.queueHeads(companyId, queueId)) : []),
  ];
}
