import type { Connection as ConnectionAnswer } from '@ticketz/contract/connections';
import type { Connection } from './connection.model.ts';
import { publishConnectionChanged } from './publish-connection-changed.ts';
import { tellOwner } from './tell-owner.ts';

/**
 * Stops linking, or has the account logged out on WhatsApp by the process that owns it. Where there is nothing to log
 * out the connection is unlinked at once.
 */
export async function unlinkConnection(connection: Connection): Promise<ConnectionAnswer> {
  const idle = !connection.linked && connection.ownerId === null;
  await connection.update({
    wanted: idle ? 'off' : 'logged_out',
    requestNumber: connection.requestNumber + 1,
    linkMethod: null,
    linkPhoneNumber: null,
    linkValue: null,
    linkExpiresAt: null,
    ...(connection.linked ? {} : { state: 'unlinked' as const, reason: null, retryAt: null }),
  });
  tellOwner(connection);
  return publishConnectionChanged(connection, { forAll: true });
}
