import type { Connection as ConnectionAnswer } from '@ticketz/contract/connections';
import { AppError } from '../../core/errors.ts';
import { parsePhoneNumber } from '../contacts/phone-number.ts';
import type { Connection } from './connection.model.ts';
import { publishConnectionChanged } from './publish-connection-changed.ts';
import { tellOwner } from './tell-owner.ts';

export type LinkRequest = { method: 'qr' } | { method: 'code'; phoneNumber: string };

/** Asks for an account to be linked, with fresh codes. The process that takes it up shows them in the row. */
export async function linkConnection(
  connection: Connection,
  request: LinkRequest,
): Promise<ConnectionAnswer> {
  if (connection.linked) throw new AppError('connection_already_linked');
  await connection.update({
    wanted: 'on',
    linkMethod: request.method,
    linkPhoneNumber: request.method === 'code' ? parsePhoneNumber(request.phoneNumber) : null,
    linkValue: null,
    linkExpiresAt: null,
    requestNumber: connection.requestNumber + 1,
    state: 'starting',
    reason: null,
    retryAt: null,
    historyPercent: null,
    historyMessages: 0,
  });
  tellOwner(connection);
  return publishConnectionChanged(connection, { forAll: true });
}
