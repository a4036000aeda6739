import { type Migration, protectByCompany } from '../src/core/migrate.ts';

/**
 * What messages carry beside their text: files, details by kind, what they answer, reactions, edits. `files.source` is
 * what a channel needs to fetch the bytes, or to send them without uploading them once more, sealed. `preview` is the
 * small JPEG that came with the message. A file's key in the storage is its id. Past `keep_until` it goes, unless a
 * message has it. A quoted message that isn't
 * known is kept as the sender's phone described it. `message_reactions.author`: `business`, or the contact's id.
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
        ADD FOREIGN KEY (company_id, file_id) REFERENCES files (company_id, id),
        ADD FOREIGN KEY (company_id, quoted_id) REFERENCES messages (company_id, id) ON DELETE SET NULL (quoted_id);
      CREATE INDEX messages_of_file ON messages (company_id, file_id) WHERE file_id IS NOT NULL;
      CREATE INDEX messages_quoting ON messages (company_id, quoted_id) WHERE quoted_id IS NOT NULL;

      CREATE TABLE message_reactions (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        message_id uuid NOT NULL,
        author text NOT NULL,
        user_id uuid,
        emoji text NOT NULL,
        reacted_at timestamptz NOT NULL,
        PRIMARY KEY (company_id, message_id, author),
        FOREIGN KEY (company_id, message_id) REFERENCES messages (company_id, id) ON DELETE CASCADE,
        FOREIGN KEY (company_id, user_id) REFERENCES users (company_id, id)
      );

      CREATE TABLE message_edits (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        id uuid NOT NULL DEFAULT uuidv7(),
        message_id uuid NOT NULL,
        text text NOT NULL,
        replaced_at timestamptz NOT NULL,
        PRIMARY KEY (company_id, id),
        FOREIGN KEY (company_id, message_id) REFERENCES messages (company_id, id) ON DELETE CASCADE
      );
      CREATE INDEX message_edits_of_message ON message_edits (company_id, message_id, replaced_at);
    `);
    for (const table of ['files', 'message_reactions', 'message_edits'])
      await protectByCompany(client, table);
  },
};
