import type { Connection, ConnectionSummary } from '@ticketz/contract/connections';

declare module '../../core/events.ts' {
  interface DomainEvents {
    /** A connection was made or changed. `summary`: when what everybody sees of it has changed, too. */
    'connection.changed': {
      companyId: string;
      connection: Connection;
      summary: ConnectionSummary | null;
    };
    'connection.removed': { companyId: string; connectionId: string };
  }
}
