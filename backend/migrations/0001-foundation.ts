import { type Migration, protectByCompany } from '../src/core/migrate.ts';

/**
 * The first tables. Keys start with `company_id` and foreign keys are composite, because Postgres checks both outside
 * the policies: a row can't even point at another company's.
 */
export const foundation: Migration = {
  name: '0001-foundation',
  async up(client) {
    await client.query(`
      CREATE EXTENSION IF NOT EXISTS pg_trgm;

      CREATE FUNCTION current_company_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
        RETURN nullif(current_setting('app.company_id', true), '')::uuid;

      CREATE TABLE companies (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        name text NOT NULL,
        active boolean NOT NULL DEFAULT true,
        operator boolean NOT NULL DEFAULT false,
        reopen_minutes integer NOT NULL DEFAULT 120 CHECK (reopen_minutes >= 0),
        last_ticket_number integer NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL DEFAULT now()
      ) WITH (fillfactor = 50);
      CREATE UNIQUE INDEX companies_one_operator ON companies (operator) WHERE operator;

      CREATE TABLE users (
        company_id uuid NOT NULL DEFAULT current_company_id() REFERENCES companies (id),
        id uuid NOT NULL DEFAULT uuidv7(),
        name text NOT NULL,
        email text NOT NULL,
        password_hash text NOT NULL,
        role text NOT NULL CHECK (role IN ('super', 'admin', 'agent')),
        active boolean NOT NULL DEFAULT true,
        must_change_password boolean NOT NULL DEFAULT false,
        language text,
        theme text NOT NULL DEFAULT 'system',
        last_seen_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, id),
        UNIQUE (company_id, email)
      );
      CREATE INDEX users_email ON users (email);

      CREATE TABLE sessions (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        id uuid NOT NULL DEFAULT uuidv7(),
        user_id uuid NOT NULL,
        token_hash bytea NOT NULL,
        previous_token_hash bytea,
        rotated_at timestamptz NOT NULL DEFAULT now(),
        user_agent text NOT NULL,
        ip_address text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        last_used_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz,
        PRIMARY KEY (company_id, id),
        FOREIGN KEY (company_id, user_id) REFERENCES users (company_id, id) ON DELETE CASCADE
      );
      CREATE INDEX sessions_user ON sessions (company_id, user_id);

      CREATE TABLE connections (
        company_id uuid NOT NULL DEFAULT current_company_id() REFERENCES companies (id),
        id uuid NOT NULL DEFAULT uuidv7(),
        name text NOT NULL,
        channel text NOT NULL DEFAULT 'whatsapp' CHECK (channel = 'whatsapp'),
        is_default boolean NOT NULL DEFAULT false,
        wanted text NOT NULL DEFAULT 'off' CHECK (wanted IN ('off', 'on', 'logged_out')),
        linked boolean NOT NULL DEFAULT false,
        state text NOT NULL DEFAULT 'unlinked',
        reason text,
        phone_number text,
        profile_name text,
        link_method text,
        link_phone_number text,
        link_value text,
        link_expires_at timestamptz,
        request_number integer NOT NULL DEFAULT 0,
        retry_at timestamptz,
        connected_at timestamptz,
        last_inbound_at timestamptz,
        last_outbound_at timestamptz,
        owner_id text,
        lease_until timestamptz,
        deleted_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, id)
      );
      CREATE UNIQUE INDEX connections_one_default ON connections (company_id) WHERE is_default AND deleted_at IS NULL;
      CREATE INDEX connections_to_run ON connections (lease_until) WHERE wanted <> 'off';

      CREATE TABLE whatsapp_credentials (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        connection_id uuid NOT NULL,
        sealed bytea NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, connection_id),
        FOREIGN KEY (company_id, connection_id) REFERENCES connections (company_id, id) ON DELETE CASCADE
      );

      CREATE TABLE whatsapp_keys (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        connection_id uuid NOT NULL,
        type text NOT NULL,
        id text NOT NULL,
        sealed bytea NOT NULL,
        PRIMARY KEY (company_id, connection_id, type, id),
        FOREIGN KEY (company_id, connection_id) REFERENCES connections (company_id, id) ON DELETE CASCADE
      ) WITH (fillfactor = 70);

      CREATE TABLE whatsapp_journal (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        connection_id uuid NOT NULL,
        ciphertext_hash bytea NOT NULL,
        seq bigint GENERATED ALWAYS AS IDENTITY,
        sealed bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        handled_at timestamptz,
        PRIMARY KEY (company_id, connection_id, ciphertext_hash),
        FOREIGN KEY (company_id, connection_id) REFERENCES connections (company_id, id) ON DELETE CASCADE
      );
      CREATE INDEX whatsapp_journal_open ON whatsapp_journal (company_id, connection_id, seq)
        WHERE handled_at IS NULL;
      CREATE INDEX whatsapp_journal_age ON whatsapp_journal (created_at);

      CREATE TABLE contacts (
        company_id uuid NOT NULL DEFAULT current_company_id() REFERENCES companies (id),
        id uuid NOT NULL DEFAULT uuidv7(),
        given_name text,
        push_name text,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, id)
      );

      CREATE TABLE contact_identities (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        contact_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('phone', 'lid')),
        value text NOT NULL CHECK (value <> ''),
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, kind, value),
        FOREIGN KEY (company_id, contact_id) REFERENCES contacts (company_id, id) ON DELETE CASCADE
      );
      CREATE INDEX contact_identities_contact ON contact_identities (company_id, contact_id);

      CREATE TABLE tickets (
        company_id uuid NOT NULL DEFAULT current_company_id() REFERENCES companies (id),
        id uuid NOT NULL DEFAULT uuidv7(),
        number integer NOT NULL,
        status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'open', 'closed')),
        contact_id uuid NOT NULL,
        connection_id uuid NOT NULL,
        assignee_id uuid,
        reply_address text NOT NULL,
        unread_count integer NOT NULL DEFAULT 0 CHECK (unread_count >= 0),
        last_message_id uuid,
        last_message_at timestamptz NOT NULL DEFAULT now(),
        created_at timestamptz NOT NULL DEFAULT now(),
        accepted_at timestamptz,
        closed_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        PRIMARY KEY (company_id, id),
        UNIQUE (company_id, number),
        FOREIGN KEY (company_id, contact_id) REFERENCES contacts (company_id, id),
        FOREIGN KEY (company_id, connection_id) REFERENCES connections (company_id, id),
        FOREIGN KEY (company_id, assignee_id) REFERENCES users (company_id, id),
        CHECK ((status = 'open') = (assignee_id IS NOT NULL) OR status = 'closed')
      ) WITH (fillfactor = 80);
      CREATE UNIQUE INDEX tickets_one_active ON tickets (company_id, contact_id, connection_id)
        WHERE status <> 'closed';
      CREATE INDEX tickets_of_contact ON tickets (company_id, contact_id, created_at);
      CREATE INDEX tickets_by_status ON tickets (company_id, status, last_message_at DESC, id DESC);
      CREATE INDEX tickets_by_assignee ON tickets (company_id, assignee_id, status, last_message_at DESC, id DESC);
      CREATE INDEX tickets_by_time ON tickets (company_id, last_message_at DESC, id DESC);

      CREATE TABLE messages (
        company_id uuid NOT NULL DEFAULT current_company_id() REFERENCES companies (id),
        id uuid NOT NULL DEFAULT uuidv7(),
        ticket_id uuid NOT NULL,
        contact_id uuid NOT NULL,
        connection_id uuid NOT NULL,
        channel_message_id text NOT NULL,
        direction text NOT NULL CHECK (direction IN ('inbound', 'outbound')),
        kind text NOT NULL,
        text text NOT NULL DEFAULT '',
        status text CHECK (status IN ('queued', 'sent', 'delivered', 'read', 'failed')),
        failure_reason text,
        author_id uuid,
        from_phone boolean NOT NULL DEFAULT false,
        client_id uuid,
        sent_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        delivered_at timestamptz,
        read_at timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        version integer NOT NULL DEFAULT 1,
        PRIMARY KEY (company_id, id),
        UNIQUE (company_id, connection_id, contact_id, direction, channel_message_id),
        FOREIGN KEY (company_id, ticket_id) REFERENCES tickets (company_id, id),
        FOREIGN KEY (company_id, contact_id) REFERENCES contacts (company_id, id),
        FOREIGN KEY (company_id, connection_id) REFERENCES connections (company_id, id),
        FOREIGN KEY (company_id, author_id) REFERENCES users (company_id, id),
        CHECK ((direction = 'outbound') = (status IS NOT NULL))
      ) WITH (fillfactor = 85);
      CREATE INDEX messages_of_ticket ON messages (company_id, ticket_id, sent_at, id);
      CREATE UNIQUE INDEX messages_client_id ON messages (company_id, client_id) WHERE client_id IS NOT NULL;
      CREATE INDEX messages_by_channel_id ON messages (company_id, connection_id, channel_message_id);
      CREATE INDEX messages_queued ON messages (company_id, connection_id, id) WHERE status = 'queued';

      CREATE TABLE drafts (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        user_id uuid NOT NULL,
        ticket_id uuid NOT NULL,
        text text NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, user_id, ticket_id),
        FOREIGN KEY (company_id, user_id) REFERENCES users (company_id, id) ON DELETE CASCADE,
        FOREIGN KEY (company_id, ticket_id) REFERENCES tickets (company_id, id) ON DELETE CASCADE
      );

      CREATE TABLE realtime_events (
        company_id uuid NOT NULL DEFAULT current_company_id() REFERENCES companies (id),
        seq bigint GENERATED ALWAYS AS IDENTITY,
        type text NOT NULL,
        data jsonb NOT NULL,
        rooms text[] NOT NULL,
        except_rooms text[] NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        delivered_at timestamptz,
        PRIMARY KEY (company_id, seq)
      ) WITH (fillfactor = 80);
      CREATE INDEX realtime_events_undelivered ON realtime_events (created_at) WHERE delivered_at IS NULL;
      CREATE INDEX realtime_events_age ON realtime_events (created_at);

      -- Not a company's: the socket library's large payloads and the rate limits, reached by the owner only.
      CREATE TABLE socket_io_attachments (
        id bigserial PRIMARY KEY,
        created_at timestamptz NOT NULL DEFAULT now(),
        payload bytea
      );
      CREATE TABLE rate_limits (key varchar(255) PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint);
    `);
    await protectByCompany(client, 'companies', 'id');
    for (const table of [
      'users',
      'sessions',
      'connections',
      'whatsapp_credentials',
      'whatsapp_keys',
      'whatsapp_journal',
      'contacts',
      'contact_identities',
      'tickets',
      'messages',
      'drafts',
      'realtime_events',
    ]) {
      await protectByCompany(client, table);
    }
  },
};
