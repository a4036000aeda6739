import { type Migration, protectByCompany } from '../src/core/migrate.ts';

/**
 * What messages carry beside their text: files, details by kind, what they answer, reactions, edits. `files.source` is
 * what a channel needs to fetch the bytes, or to send them without uploading them once more, sealed. `preview` is the
 * small JPEG that came with the message. A file's key in the storage is its id. Past `keep_until` it goes, unless a
 * message has it. A quoted message that isn't
 * known is kept as the sender's phone described it. `messages.secret`: what reads the votes of a poll, sealed.
 * Reactions and votes: one per side, `customer` or `business`; one that was taken back stays, empty, so that what was
 * said before it and comes after it changes nothing. `message_edits`: all texts of a message that was ever edited or
 * deleted, by the channel's id of the edit (none: the first text); the newest one is the message's. Changes that come
 * before their message wait for it. `message_actions`: what we did to a message, on its way out.
 */
export const messageContents: Migration = {
  name: '0006-message-contents',
  async up(client) {
    await client.query(`
      CREATE TABLE files (
        company_id uuid NOT NULL DEFAULT current_company_id() REFERENCES companies (id),
        id uuid NOT NULL DEFAULT uuidv7(),
        kind text NOT NULL CHECK (kind IN ('image', 'video', 'audio', 'document', 'sticker')),
        state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'ready', 'failed', 'too_large')),
        failure text,
        name text,
        mime_type text NOT NULL,
        size bigint,
        width integer,
        height integer,
        seconds integer,
        waveform smallint[],
        preview bytea,
        has_thumbnail boolean NOT NULL DEFAULT false,
        connection_id uuid,
        source bytea,
        source_at timestamptz NOT NULL DEFAULT now(),
        reupload_asked boolean NOT NULL DEFAULT false,
        attempts integer NOT NULL DEFAULT 0,
        try_at timestamptz,
        uploaded_by uuid,
        keep_until timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, id),
        FOREIGN KEY (company_id, connection_id) REFERENCES connections (company_id, id),
        FOREIGN KEY (company_id, uploaded_by) REFERENCES users (company_id, id)
      );
      CREATE INDEX files_to_fetch ON files (company_id, connection_id, try_at) WHERE state = 'pending';
      CREATE INDEX files_to_delete ON files (keep_until) WHERE keep_until IS NOT NULL;

      ALTER TABLE messages
        ADD file_id uuid,
        ADD details jsonb,
        ADD quoted_id uuid,
        ADD quoted jsonb,
        ADD forwarded boolean NOT NULL DEFAULT false,
        ADD edited_at timestamptz,
        ADD deleted_at timestamptz,
        ADD failed_change text,
        ADD secret bytea,
        ADD FOREIGN KEY (company_id, file_id) REFERENCES files (company_id, id),
        ADD FOREIGN KEY (company_id, quoted_id) REFERENCES messages (company_id, id) ON DELETE SET NULL (quoted_id);
      CREATE INDEX messages_to_upload ON messages (company_id, connection_id, id)
        WHERE status = 'queued' AND file_id IS NOT NULL;
      CREATE INDEX messages_of_file ON messages (company_id, file_id) WHERE file_id IS NOT NULL;
      CREATE INDEX messages_quoting ON messages (company_id, quoted_id) WHERE quoted_id IS NOT NULL;

      CREATE TABLE message_reactions (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        message_id uuid NOT NULL,
        side text NOT NULL CHECK (side IN ('customer', 'business')),
        user_id uuid,
        emoji text,
        reacted_at timestamptz NOT NULL,
        change_id text NOT NULL,
        PRIMARY KEY (company_id, message_id, side),
        FOREIGN KEY (company_id, message_id) REFERENCES messages (company_id, id) ON DELETE CASCADE,
        FOREIGN KEY (company_id, user_id) REFERENCES users (company_id, id)
      );

      CREATE TABLE message_votes (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        message_id uuid NOT NULL,
        side text NOT NULL CHECK (side IN ('customer', 'business')),
        options text[] NOT NULL,
        voted_at timestamptz NOT NULL,
        change_id text NOT NULL,
        PRIMARY KEY (company_id, message_id, side),
        FOREIGN KEY (company_id, message_id) REFERENCES messages (company_id, id) ON DELETE CASCADE
      );

      CREATE TABLE message_edits (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        message_id uuid NOT NULL,
        change_id text NOT NULL,
        text text NOT NULL,
        details jsonb,
        written_at timestamptz NOT NULL,
        user_id uuid,
        PRIMARY KEY (company_id, message_id, change_id),
        FOREIGN KEY (company_id, message_id) REFERENCES messages (company_id, id) ON DELETE CASCADE,
        FOREIGN KEY (company_id, user_id) REFERENCES users (company_id, id)
      );

      CREATE TABLE waiting_changes (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        id uuid NOT NULL DEFAULT uuidv7(),
        connection_id uuid NOT NULL,
        change_id text NOT NULL,
        direction text NOT NULL CHECK (direction IN ('inbound', 'outbound')),
        target_id text NOT NULL,
        target_direction text NOT NULL CHECK (target_direction IN ('inbound', 'outbound')),
        phone text,
        lid text,
        changed_at timestamptz NOT NULL,
        change jsonb NOT NULL,
        PRIMARY KEY (company_id, id),
        UNIQUE (company_id, connection_id, target_id, change_id),
        FOREIGN KEY (company_id, connection_id) REFERENCES connections (company_id, id)
      );

      CREATE TABLE message_actions (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        id uuid NOT NULL DEFAULT uuidv7(),
        connection_id uuid NOT NULL,
        message_id uuid NOT NULL,
        channel_message_id text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('reaction', 'edit', 'delete')),
        value text,
        made_at timestamptz NOT NULL,
        user_id uuid NOT NULL,
        status text NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'sent', 'failed')),
        attempts integer NOT NULL DEFAULT 0,
        PRIMARY KEY (company_id, id),
        FOREIGN KEY (company_id, connection_id) REFERENCES connections (company_id, id),
        FOREIGN KEY (company_id, message_id) REFERENCES messages (company_id, id) ON DELETE CASCADE,
        FOREIGN KEY (company_id, user_id) REFERENCES users (company_id, id)
      );
      CREATE INDEX message_actions_queued ON message_actions (company_id, connection_id, id) WHERE status = 'queued';
      CREATE INDEX message_actions_by_channel_id
        ON message_actions (company_id, connection_id, channel_message_id);
      CREATE INDEX message_actions_of_message ON message_actions (company_id, message_id);
    `);
    for (const table of [
      'files',
      'message_reactions',
      'message_votes',
      'message_edits',
      'waiting_changes',
      'message_actions',
    ]) {
      await protectByCompany(client, table);
    }
  },
};
