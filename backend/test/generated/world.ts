import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Role } from '@ticketz/contract/endpoint';
import { sample } from '@ticketz/mock-whatsapp/api/samples';
import type { ClientBase, Pool } from 'pg';
import type { AccessTokens } from '../../src/features/auth/access-token.ts';
import { menuFromQueues } from '../../src/features/chatbot/menu-from-queues.ts';

/** Somebody who is logged in. */
export interface Person {
  id: string;
  role: Role;
  sessionId: string;
  token: string;
}

/** A company with one row of everything that has an id in the API. */
export interface CompanyWorld {
  id: string;
  /** Logged-in people by role; only the operator's company has a super admin. */
  people: Partial<Record<Role, Person>>;
  /** Another agent, who has no ticket and is in no queue. */
  colleague: Person;
  /** A supervisor, of another queue than the ticket's. */
  otherHead: Person;
  /** One row's id for each name that an id has in paths, queries and bodies. */
  ids: Record<string, string>;
}

/** Names that ids have in the API without standing for a row of the database. */
export const idsWithoutRow = ['clientId', 'tab'];

export interface WorldMaker {
  make(options?: { operator?: boolean }): Promise<CompanyWorld>;
}

let made = 0;

function nameOf(statement: string): string {
  return createHash('md5').update(statement).digest('hex');
}

/** Writes as the owner of the database: the same for every feature, whatever its commands demand. */
export function createWorldMaker(owner: Pool, tokens: AccessTokens): WorldMaker {
  return {
    /** In one transaction, and by statements that are prepared: hundreds of worlds are made, of dozens of rows each. */
    async make(options) {
      const client = await owner.connect();
      try {
        await client.query('BEGIN');
        const world = await makerOn(client, tokens).make(options);
        await client.query('COMMIT');
        return world;
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      } finally {
        client.release();
      }
    },
  };
}

function makerOn(owner: ClientBase, tokens: AccessTokens): WorldMaker {
  const insert = async (table: string, row: Record<string, unknown>): Promise<string> => {
    const columns = Object.keys(row);
    const places = columns.map((_column, index) => `$${index + 1}`);
    const text = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')}) RETURNING *`;
    const { rows } = await owner.query({ name: nameOf(text), text, values: Object.values(row) });
    return rows[0].id;
  };

  const makeUser = (companyId: string, role: Role) =>
    insert('users', {
      company_id: companyId,
      name: `The ${role}`,
      email: `${role}-${(made += 1)}@example.com`,
      password_hash: 'nothing fits this',
      role,
    });

  const makeSession = (companyId: string, userId: string) =>
    insert('sessions', {
      company_id: companyId,
      user_id: userId,
      token_hash: randomBytes(32),
      user_agent: 'test',
      ip_address: '127.0.0.1',
      expires_at: new Date(Date.now() + 86_400_000),
    });

  async function makePerson(companyId: string, role: Role): Promise<Person> {
    const id = await makeUser(companyId, role);
    const sessionId = await makeSession(companyId, id);
    const { accessToken } = await tokens.issue({ companyId, userId: id, sessionId });
    return { id, role, sessionId, token: accessToken };
  }

  const addMember = (companyId: string, queueId: string, userId: string) =>
    insert('queue_members', { company_id: companyId, queue_id: queueId, user_id: userId });

  async function makeConversation(
    companyId: string,
    { agentId, members, otherHead }: { agentId: string; members: string[]; otherHead: string },
  ) {
    const contactId = await insert('contacts', { company_id: companyId, given_name: 'Ana' });
    await insert('contact_identities', {
      company_id: companyId,
      contact_id: contactId,
      kind: 'phone',
      value: `55119${String((made += 1)).padStart(8, '0')}`,
    });
    const connectionId = await insert('connections', { company_id: companyId, name: 'Shop' });
    const queueId = await insert('queues', {
      company_id: companyId,
      name: `Sales ${(made += 1)}`,
      color: 'blue',
      place: 1,
    });
    const otherQueueId = await insert('queues', {
      company_id: companyId,
      name: `Stock ${(made += 1)}`,
      color: 'red',
      place: 2,
    });
    for (const userId of members) await addMember(companyId, queueId, userId);
    await addMember(companyId, otherQueueId, otherHead);
    const ticketId = await insert('tickets', {
      queue_id: queueId,
      company_id: companyId,
      number: (made += 1),
      status: 'open',
      contact_id: contactId,
      connection_id: connectionId,
      assignee_id: agentId,
      reply_address: '5511900000000@s.whatsapp.net',
    });
    const lostFileId = await insert('files', {
      company_id: companyId,
      kind: 'image',
      state: 'failed',
      failure: 'gone',
      mime_type: 'image/jpeg',
      connection_id: connectionId,
      source: randomBytes(16),
    });
    const messageId = await insert('messages', {
      company_id: companyId,
      file_id: lostFileId,
      ticket_id: ticketId,
      contact_id: contactId,
      connection_id: connectionId,
      channel_message_id: `3EB0${randomBytes(8).toString('hex')}`,
      direction: 'outbound',
      kind: 'text',
      text: 'Good morning',
      status: 'failed',
      failure_reason: 'unknown',
      author_id: agentId,
      sent_at: new Date(),
    });
    // Empty, so that nobody looks for its bytes.
    const fileId = await insert('files', {
      company_id: companyId,
      kind: 'image',
      state: 'ready',
      mime_type: 'image/jpeg',
      size: 0,
      preview: sample('photo-thumb.jpg'),
      uploaded_by: agentId,
      keep_until: new Date(Date.now() + 86_400_000),
    });
    await insert('messages', {
      company_id: companyId,
      ticket_id: ticketId,
      contact_id: contactId,
      connection_id: connectionId,
      channel_message_id: `3EB0${randomBytes(8).toString('hex')}`,
      direction: 'inbound',
      kind: 'image',
      text: '',
      file_id: fileId,
      sent_at: new Date(),
    });
    const noteId = await insert('messages', {
      company_id: companyId,
      ticket_id: ticketId,
      contact_id: contactId,
      connection_id: connectionId,
      direction: 'internal',
      kind: 'note',
      text: 'She is a regular',
      author_id: agentId,
      sent_at: new Date(),
    });
    const tagId = await insert('tags', { company_id: companyId, name: `VIP ${(made += 1)}`, color: 'blue' });
    await insert('contact_tags', { company_id: companyId, contact_id: contactId, tag_id: tagId });
    const fieldId = await insert('contact_fields', {
      company_id: companyId,
      name: `Size ${(made += 1)}`,
      kind: 'text',
    });
    const viewId = await insert('ticket_views', {
      company_id: companyId,
      owner_id: agentId,
      name: `Mine of today ${(made += 1)}`,
      tab: 'all',
    });
    const quickMessageId = await insert('quick_messages', {
      company_id: companyId,
      shortcut: `hello-${(made += 1)}`,
      text: 'Good morning, {{name}}',
    });
    const tree = JSON.stringify(menuFromQueues([{ id: queueId, name: 'Sales' }], 'en'));
    const menuId = await insert('bot_menus', {
      company_id: companyId,
      connection_id: connectionId,
      draft: tree,
    });
    await insert('bot_menu_files', { company_id: companyId, menu_id: menuId, file_id: fileId });
    await insert('bot_menu_versions', { company_id: companyId, menu_id: menuId, number: 1, tree });
    const bulkActionId = await insert('bulk_actions', {
      company_id: companyId,
      user_id: agentId,
      tickets: '[]',
    });
    const transferId = await insert('bulk_actions', {
      company_id: companyId,
      user_id: agentId,
      tickets: JSON.stringify([{ id: ticketId, before: {}, after: {}, addedTags: [], removedTags: [] }]),
      note_id: noteId,
    });
    const reminderId = await insert('reminders', {
      company_id: companyId,
      user_id: agentId,
      ticket_id: ticketId,
      note: 'Ask whether it has come',
      due_at: new Date(Date.now() + 86_400_000),
    });
    await insert('drafts', { company_id: companyId, user_id: agentId, ticket_id: ticketId, text: 'I think' });
    const forwarded = {
      messageIds: messageId,
      ticketIds: ticketId,
      fileIds: fileId,
      quotedMessageId: messageId,
      mentions: agentId,
    };
    const duplicateId = await insert('contacts', { company_id: companyId, given_name: 'Ana again' });
    const mergeId = await insert('contact_merges', {
      company_id: companyId,
      kept_id: contactId,
      gone_id: randomUUID(),
      gone: JSON.stringify({ gone: {}, identities: [{ kind: 'phone', value: '1', person: randomUUID() }] }),
    });
    const numberCheckId = await insert('number_checks', {
      company_id: companyId,
      connection_id: connectionId,
      user_id: agentId,
      phone: '5511900000000',
    });
    const contactImportId = await insert('contact_imports', {
      name: 'people.csv',
      company_id: companyId,
      user_id: agentId,
      state: 'checked',
      columns: JSON.stringify([{ header: 'Phone', samples: [] }]),
      settings: JSON.stringify({
        columns: [{ column: 0, target: 'phone' }],
        country: 'BR',
        known: 'fill',
        tagIds: [],
        consent: null,
        connectionId: null,
      }),
    });
    const described = {
      contactImportId,
      numberCheckId,
      duplicateId,
      mergeId,
      tagId,
      tagIds: tagId,
      viewId,
      menuId,
      fallbackQueueId: queueId,
      bulkActionId,
      transferId,
      reminderId,
      assigneeId: agentId,
      fieldId,
    };
    const groupId = await insert('contacts', {
      company_id: companyId,
      push_name: 'Resellers',
      is_group: true,
    });
    await insert('contact_identities', {
      company_id: companyId,
      contact_id: groupId,
      kind: 'group',
      value: `120363${String((made += 1)).padStart(8, '0')}`,
    });
    const memberIds = await insert('group_members', {
      company_id: companyId,
      group_id: contactId,
      phone: '5511900000001',
    });
    await insert('tickets', {
      company_id: companyId,
      number: (made += 1),
      status: 'pending',
      contact_id: groupId,
      connection_id: connectionId,
      is_group: true,
      in_tab: true,
      queue_id: queueId,
      reply_address: '120363@g.us',
    });
    const own = {
      groupId,
      memberIds,
      userIds: agentId,
      contactId,
      connectionId,
      connectionIds: connectionId,
      queueId,
      queueIds: queueId,
      ticketId,
      messageId,
      noteId,
      quickMessageId,
      fileId,
    };
    return { ...own, ...forwarded, ...described };
  }

  return {
    async make({ operator = false } = {}) {
      const id = operator
        ? await findOperator(owner)
        : await insert('companies', { name: `Company ${(made += 1)}` });
      const agent = await makePerson(id, 'agent');
      const supervisor = await makePerson(id, 'supervisor');
      const otherHead = await makePerson(id, 'supervisor');
      const people: CompanyWorld['people'] = { agent, supervisor, admin: await makePerson(id, 'admin') };
      if (operator) people.super = await makePerson(id, 'super');
      const ids = {
        companyId: id,
        userId: await makeUser(id, 'agent'),
        sessionId: await makeSession(id, agent.id),
        ...(await makeConversation(id, {
          agentId: agent.id,
          members: [agent.id, supervisor.id],
          otherHead: otherHead.id,
        })),
      };
      return { id, people, colleague: await makePerson(id, 'agent'), otherHead, ids };
    },
  };
}

/** Made by the first start. */
async function findOperator(owner: ClientBase): Promise<string> {
  const { rows } = await owner.query<{ id: string }>('SELECT id FROM companies WHERE operator');
  return rows[0]?.id ?? '';
}

/** A fingerprint of all that a company has in the database. */
export async function fingerprint(owner: Pool, companyId: string): Promise<Record<string, string>> {
  let statement = fingerprintStatements.get(owner);
  if (!statement) {
    statement = fingerprintStatement(owner);
    fingerprintStatements.set(owner, statement);
  }
  const text = await statement;
  const { rows } = await owner.query<{ name: string; print: string }>({
    name: nameOf(text),
    text,
    values: [companyId],
  });
  return Object.fromEntries(rows.map(({ name, print }) => [name, print]));
}

/** One for each database, over all its tables. */
const fingerprintStatements = new WeakMap<Pool, Promise<string>>();

async function fingerprintStatement(owner: Pool): Promise<string> {
  const { rows: tables } = await owner.query<{ name: string; key: string }>(
    `SELECT c.relname AS name, a.attname AS key
       FROM pg_class c
       JOIN pg_attribute a ON a.attrelid = c.oid
        AND a.attname = CASE c.relname WHEN 'companies' THEN 'id' ELSE 'company_id' END
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT a.attisdropped`,
  );
  const prints = tables.map(
    ({ name, key }) =>
      `SELECT '${name}' AS name, md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS print
         FROM ${name} t WHERE ${key} = $1`,
  );
  return prints.join(' UNION ALL ');
}
