import './connections.events.ts';
import type { Connection as ConnectionAnswer } from '@ticketz/contract/connections';
import { publish } from '../../core/events.ts';
import type { Connection } from './connection.model.ts';
import { presentConnection, presentConnectionSummary } from './connection.presenter.ts';

/** Tells of a connection's change; `forAll` when its name or state has changed. A deleted one is not talked of. */
export function publishConnectionChanged(
  connection: Connection,
  { forAll }: { forAll: boolean },
): ConnectionAnswer {
  const answer = presentConnection(connection);
  if (!connection.deletedAt) {
    publish('connection.changed', {
      companyId: connection.companyId,
      connection: answer,
      summary: forAll ? presentConnectionSummary(connection) : null,
    });
  }
  return answer;
}
