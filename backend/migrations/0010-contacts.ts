import { type Migration, protectByCompany } from '../src/core/migrate.ts';

/**
 * What a company knows and does about its contacts. `contact_identities.person_id`: whom the channel takes an identity
 * for, where that is another than the contact itself: it tells two people apart that were merged by hand, so that the
 * merge can be undone. `contact_links`: two identities that are one person, told before anybody was known by them.
 * `messages.address`: where a message came from or went to, for the same reason. `contact_merges.gone` is all that was
 * changed. `number_checks`: asked by a browser, answered by the process that holds the connection.
 */
export const contacts: Migration = {
  name: '0010-contacts',
  async up(client) {
    await client.query(`
      CREATE TABLE tags (
        company_id uuid NOT NULL DEFAULT current_company_id() REFERENCES companies (id),
        id uuid NOT NULL DEFAULT uuidv7(),
        name text NOT NULL,
        folded_name text NOT NULL GENERATED ALWAYS AS (fold_text(name)) STORED,
        color text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, id),
        UNIQUE (company_id, folded_name)
      );

      ALTER TABLE contacts
        ADD email text,
        ADD language text,
        ADD notes text NOT NULL DEFAULT '',
        ADD bot_off boolean NOT NULL DEFAULT false,
        ADD blocked_at timestamptz,
        ADD fields jsonb NOT NULL DEFAULT '{}',
        ADD sort_name text NOT NULL GENERATED ALWAYS AS
          (coalesce(nullif(left(fold_text(coalesce(given_name, push_name, '')), 60), ''), '~')) STORED;
      CREATE INDEX contacts_by_name ON contacts (company_id, sort_name, id);

      ALTER TABLE contact_identities ADD person_id uuid;
      ALTER TABLE messages ADD address text;

      CREATE TABLE contact_links (
        company_id uuid NOT NULL DEFAULT current_company_id() REFERENCES companies (id),
        lid text NOT NULL,
        phone text NOT NULL,
        told_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, lid)
      );
      CREATE INDEX contact_links_phone ON contact_links (company_id, phone);

      CREATE TABLE contact_tags (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        contact_id uuid NOT NULL,
        tag_id uuid NOT NULL,
        PRIMARY KEY (company_id, contact_id, tag_id),
        FOREIGN KEY (company_id, contact_id) REFERENCES contacts (company_id, id) ON DELETE CASCADE,
        FOREIGN KEY (company_id, tag_id) REFERENCES tags (company_id, id) ON DELETE CASCADE
      );
      CREATE INDEX contact_tags_tag ON contact_tags (company_id, tag_id);

      CREATE TABLE ticket_tags (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        ticket_id uuid NOT NULL,
        tag_id uuid NOT NULL,
        PRIMARY KEY (company_id, ticket_id, tag_id),
        FOREIGN KEY (company_id, ticket_id) REFERENCES tickets (company_id, id) ON DELETE CASCADE,
        FOREIGN KEY (company_id, tag_id) REFERENCES tags (company_id, id) ON DELETE CASCADE
      );
      CREATE INDEX ticket_tags_tag ON ticket_tags (company_id, tag_id);

      CREATE TABLE contact_fields (
        company_id uuid NOT NULL DEFAULT current_company_id() REFERENCES companies (id),
        id uuid NOT NULL DEFAULT uuidv7(),
        name text NOT NULL,
        folded_name text NOT NULL GENERATED ALWAYS AS (fold_text(name)) STORED,
        kind text NOT NULL CHECK (kind IN ('text', 'number', 'date', 'choice', 'yes_no')),
        choices text[] NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, id),
        UNIQUE (company_id, folded_name)
      );

      CREATE TABLE contact_consents (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        id uuid NOT NULL DEFAULT uuidv7(),
        contact_id uuid NOT NULL,
        state text NOT NULL CHECK (state IN ('opted_in', 'opted_out')),
        how text NOT NULL,
        given_at timestamptz NOT NULL DEFAULT now(),
        user_id uuid,
        PRIMARY KEY (company_id, id),
        FOREIGN KEY (company_id, contact_id) REFERENCES contacts (company_id, id) ON DELETE CASCADE,
        FOREIGN KEY (company_id, user_id) REFERENCES users (company_id, id)
      );
      CREATE INDEX contact_consents_of_contact ON contact_consents (company_id, contact_id, given_at DESC, id DESC);

      CREATE TABLE contact_merges (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        id uuid NOT NULL DEFAULT uuidv7(),
        kept_id uuid NOT NULL,
        gone_id uuid NOT NULL,
        gone jsonb NOT NULL,
        merged_by uuid,
        merged_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        undone_by uuid,
        undone_at timestamptz,
        PRIMARY KEY (company_id, id),
        FOREIGN KEY (company_id, kept_id) REFERENCES contacts (company_id, id) ON DELETE CASCADE,
        FOREIGN KEY (company_id, merged_by) REFERENCES users (company_id, id),
        FOREIGN KEY (company_id, undone_by) REFERENCES users (company_id, id)
      );
      CREATE INDEX contact_merges_of_contact ON contact_merges (company_id, kept_id, id);

      CREATE TABLE number_checks (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        id uuid NOT NULL DEFAULT uuidv7(),
        connection_id uuid NOT NULL,
        user_id uuid NOT NULL,
        phone text NOT NULL,
        state text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'found', 'not_found', 'failed')),
        found_phone text,
        found_lid text,
        address text,
        asked_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, id),
        FOREIGN KEY (company_id, connection_id) REFERENCES connections (company_id, id) ON DELETE CASCADE,
        FOREIGN KEY (company_id, user_id) REFERENCES users (company_id, id)
      );
      CREATE INDEX number_checks_asked ON number_checks (company_id, connection_id, id) WHERE state = 'asked';
      CREATE INDEX number_checks_age ON number_checks (asked_at);
    `);
    for (const table of [
      'tags',
      'contact_links',
      'contact_tags',
      'ticket_tags',
      'contact_fields',
      'contact_consents',
      'contact_merges',
      'number_checks',
    ]) {
      await protectByCompany(client, table);
    }
  },
};
