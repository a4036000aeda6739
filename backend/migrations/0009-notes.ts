import { type Migration, protectByCompany } from '../src/core/migrate.ts';

/**
 * Notes for colleagues, in the conversation among the messages; and texts kept to be sent again. A note is made so that
 * it can't leave the house: without a status nothing waits to be sent, and without an id at the channel nothing could
 * be. What is done to a message at WhatsApp can't be done to one without that id either.
 */
export const notes: Migration = {
  name: '0009-notes',
  async up(client) {
    await client.query(`
      ALTER TABLE messages
        ALTER channel_message_id DROP NOT NULL,
        DROP CONSTRAINT messages_direction_check,
        ADD CONSTRAINT messages_direction_check CHECK (direction IN ('inbound', 'outbound', 'internal')),
        ADD CONSTRAINT messages_note_stays_here
          CHECK ((direction = 'internal') = (channel_message_id IS NULL) AND (direction = 'internal') = (kind = 'note'));

      CREATE FUNCTION refuse_action_on_note() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM messages m
            WHERE m.company_id = NEW.company_id AND m.id = NEW.message_id AND m.direction = 'internal') THEN
          RAISE EXCEPTION 'A note has nothing at the channel to change';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER no_action_on_note BEFORE INSERT OR UPDATE OF message_id ON message_actions
        FOR EACH ROW EXECUTE FUNCTION refuse_action_on_note();

      CREATE TABLE note_mentions (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        message_id uuid NOT NULL,
        user_id uuid NOT NULL,
        seen_at timestamptz,
        PRIMARY KEY (company_id, message_id, user_id),
        FOREIGN KEY (company_id, message_id) REFERENCES messages (company_id, id) ON DELETE CASCADE,
        FOREIGN KEY (company_id, user_id) REFERENCES users (company_id, id) ON DELETE CASCADE
      );
      CREATE INDEX note_mentions_unseen ON note_mentions (company_id, user_id, message_id) WHERE seen_at IS NULL;

      -- Without an owner a text is the company's. Shortcuts are unique as they are typed: without regard to capitals.
      CREATE TABLE quick_messages (
        company_id uuid NOT NULL DEFAULT current_company_id() REFERENCES companies (id),
        id uuid NOT NULL DEFAULT uuidv7(),
        owner_id uuid,
        shortcut text NOT NULL CHECK (shortcut <> ''),
        text text NOT NULL CHECK (text <> ''),
        created_at timestamptz NOT NULL DEFAULT now(),
        version integer NOT NULL DEFAULT 1,
        PRIMARY KEY (company_id, id),
        FOREIGN KEY (company_id, owner_id) REFERENCES users (company_id, id) ON DELETE CASCADE
      );
      CREATE UNIQUE INDEX quick_messages_own ON quick_messages (company_id, owner_id, lower(shortcut))
        WHERE owner_id IS NOT NULL;
      CREATE UNIQUE INDEX quick_messages_shared ON quick_messages (company_id, lower(shortcut))
        WHERE owner_id IS NULL;
    `);
    for (const table of ['note_mentions', 'quick_messages']) await protectByCompany(client, table);
  },
};
