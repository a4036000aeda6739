import type { Connection as ConnectionAnswer } from '@ticketz/contract/connections';
import { AppError } from '../../core/errors.ts';
import type { Connection } from './connection.model.ts';
import { presentConnection } from './connection.presenter.ts';
import { publishConnectionChanged } from './publish-connection-changed.ts';
import { tellOwner } from './tell-owner.ts';

/** Tries again at once, when a linked account isn't connected. */
export async function reconnectConnection(connection: Connection): Promise<ConnectionAnswer> {
  if (!connection.linked) throw new AppError('connection_not_open');
  const shown = presentConnection(connection);
  if (shown.state === 'connected') return shown;
  await connection.update({
    wanted: 'on',
    requestNumber: connection.requestNumber + 1,
    state: 'starting',
    reason: null,
    retryAt: null,
  });
  tellOwner(connection);
  return publishConnectionChanged(connection, { forAll: true });
}
