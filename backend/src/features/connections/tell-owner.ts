import { signal } from '../../core/realtime.ts';
import { afterCommit } from '../../core/unit-of-work.ts';
import type { Connection } from './connection.model.ts';

/** After the commit, calls whichever process owns the connection (or wants to) to look at its row. */
export function tellOwner({ companyId, id }: Connection): void {
  afterCommit(() => signal('connection.changed', { companyId, connectionId: id }));
}
