import { type Migration, protectByCompany } from '../src/core/migrate.ts';

/**
 * Groups are contacts of another kind: one conversation each, whose messages name a member as their author. Who sees a
 * group and whether it stands in the tab of its own is repeated on its tickets, where lists and policies look for it.
 * `viewer_ids`: those who see it beside admins; null: who sees any ticket. Of what is done to a
 * message each member has their own: `member` is their id, and empty where there is but one person. `connection_privacy` is what the account shows to whom, as far as it is known, and what is
 * wanted of it: asked by a browser, answered by the process that holds the connection.
 */
export const groups: Migration = {
  name: '0024-groups',
  async up(client) {
    await client.query(`
      ALTER TABLE connections
        ADD groups text NOT NULL DEFAULT 'ignored' CHECK (groups IN ('ignored', 'tickets', 'tab')),
        ADD reject_calls boolean NOT NULL DEFAULT false,
        ADD call_text text NOT NULL DEFAULT '',
        ADD read_receipts boolean NOT NULL DEFAULT true;

      ALTER TABLE contacts
        ADD is_group boolean NOT NULL DEFAULT false,
        ADD viewer_ids uuid[];
      ALTER TABLE contact_identities
        DROP CONSTRAINT contact_identities_kind_check,
        ADD CONSTRAINT contact_identities_kind_check CHECK (kind IN ('phone', 'lid', 'group'));

      ALTER TABLE tickets
        ADD is_group boolean NOT NULL DEFAULT false,
        ADD in_tab boolean NOT NULL DEFAULT false,
        ADD viewer_ids uuid[],
        ADD CONSTRAINT tickets_in_tab_wait CHECK (NOT in_tab OR (is_group AND status = 'pending'));
      CREATE INDEX tickets_in_tab ON tickets (company_id, last_message_at DESC, id DESC) WHERE in_tab;

      CREATE TABLE group_members (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        id uuid NOT NULL DEFAULT uuidv7(),
        group_id uuid NOT NULL,
        phone text,
        lid text,
        name text,
        role text NOT NULL DEFAULT 'member' CHECK (role IN ('member', 'admin', 'superadmin')),
        left_at timestamptz,
        PRIMARY KEY (company_id, id),
        FOREIGN KEY (company_id, group_id) REFERENCES contacts (company_id, id) ON DELETE CASCADE,
        CHECK (phone IS NOT NULL OR lid IS NOT NULL)
      );
      CREATE UNIQUE INDEX group_members_phone ON group_members (company_id, group_id, phone) WHERE phone IS NOT NULL;
      CREATE UNIQUE INDEX group_members_lid ON group_members (company_id, group_id, lid) WHERE lid IS NOT NULL;

      ALTER TABLE messages
        ADD member_id uuid,
        ADD FOREIGN KEY (company_id, member_id) REFERENCES group_members (company_id, id)
          ON DELETE SET NULL (member_id);
      CREATE INDEX messages_of_member ON messages (company_id, member_id) WHERE member_id IS NOT NULL;

      ALTER TABLE message_reactions
        ADD member text NOT NULL DEFAULT '',
        DROP CONSTRAINT message_reactions_pkey,
        ADD PRIMARY KEY (company_id, message_id, side, member);
      ALTER TABLE message_votes
        ADD member text NOT NULL DEFAULT '',
        DROP CONSTRAINT message_votes_pkey,
        ADD PRIMARY KEY (company_id, message_id, side, member);

      ALTER TABLE waiting_changes
        ADD group_id text,
        ADD author jsonb,
        ADD by_admin boolean NOT NULL DEFAULT false;

      -- How far one of our messages in a group has come with each member.
      CREATE TABLE group_receipts (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        message_id uuid NOT NULL,
        member_id uuid NOT NULL,
        delivered_at timestamptz NOT NULL,
        read_at timestamptz,
        PRIMARY KEY (company_id, message_id, member_id),
        FOREIGN KEY (company_id, message_id) REFERENCES messages (company_id, id) ON DELETE CASCADE,
        FOREIGN KEY (company_id, member_id) REFERENCES group_members (company_id, id) ON DELETE CASCADE
      );
      CREATE INDEX group_receipts_of_member ON group_receipts (company_id, member_id);

      -- When a caller who was rejected last got the text for it.
      CREATE TABLE call_answers (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        connection_id uuid NOT NULL,
        contact_id uuid NOT NULL,
        answered_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, connection_id, contact_id),
        FOREIGN KEY (company_id, connection_id) REFERENCES connections (company_id, id) ON DELETE CASCADE,
        FOREIGN KEY (company_id, contact_id) REFERENCES contacts (company_id, id) ON DELETE CASCADE
      );
      CREATE INDEX call_answers_of_contact ON call_answers (company_id, contact_id);

      CREATE TABLE connection_privacy (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        connection_id uuid NOT NULL,
        known jsonb,
        known_at timestamptz,
        wanted jsonb NOT NULL DEFAULT '{}',
        asked_at timestamptz,
        failed boolean NOT NULL DEFAULT false,
        PRIMARY KEY (company_id, connection_id),
        FOREIGN KEY (company_id, connection_id) REFERENCES connections (company_id, id) ON DELETE CASCADE
      );
    `);
    for (const table of ['group_members', 'group_receipts', 'call_answers', 'connection_privacy']) {
      await protectByCompany(client, table);
    }
  },
};
