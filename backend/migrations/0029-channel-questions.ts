import { type Migration, protectByCompany } from '../src/core/migrate.ts';

/**
 * `channel_questions`: what somebody wants of an account at this moment, answered by the process that holds the connection
 * and deleted by whoever asked. Contacts come from the address book of a phone, too.
 */
export const channelQuestions: Migration = {
  name: '0029-channel-questions',
  async up(client) {
    await client.query(`
      CREATE TABLE channel_questions (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        id uuid NOT NULL DEFAULT uuidv7(),
        connection_id uuid NOT NULL,
        question jsonb NOT NULL,
        state text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'answered', 'failed')),
        answer text,
        trouble text,
        asked_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, id),
        FOREIGN KEY (company_id, connection_id) REFERENCES connections (company_id, id) ON DELETE CASCADE
      );
      CREATE INDEX channel_questions_asked ON channel_questions (company_id, connection_id, id) WHERE state = 'asked';
      CREATE INDEX channel_questions_age ON channel_questions (asked_at);

      ALTER TABLE contact_imports ADD source text NOT NULL DEFAULT 'file' CHECK (source IN ('file', 'phone'));
    `);
    await protectByCompany(client, 'channel_questions');
  },
};
