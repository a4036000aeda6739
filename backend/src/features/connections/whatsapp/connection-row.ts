import type { ConnectionReason, ConnectionState } from '@ticketz/contract/connections';
import { type InferAttributes, Transaction } from 'sequelize';
import { withCompany } from '../../../core/tenancy.ts';
import { query } from '../../../core/unit-of-work.ts';
import { Connection } from '../connection.model.ts';
import { noteConnectionEvent } from '../note-connection-event.ts';
import { publishConnectionChanged } from '../publish-connection-changed.ts';
import { forgetAccount } from './credentials.ts';
import type { OwnedConnection } from './owned-connection.ts';

type Attributes = InferAttributes<Connection>;

/** How a connection is, as its owner tells it. What isn't named stays. */
export type Report = Partial<
  Pick<
    Attributes,
    | 'linked'
    | 'phoneNumber'
    | 'profileName'
    | 'linkMethod'
    | 'linkPhoneNumber'
    | 'linkValue'
    | 'linkExpiresAt'
    | 'retryAt'
    | 'connectedAt'
  >
> & { state: ConnectionState; reason: ConnectionReason | null };

/** Writes the truth into the row and tells browsers. Nothing happens when the connection isn't ours any more. */
export async function reportConnection(owned: OwnedConnection, report: Report): Promise<void> {
  await withCompany(owned.companyId, async () => {
    const connection = await lockOwned(owned);
    if (connection) await save(connection, report);
  });
}

/**
 * The end of a session: nothing is wanted any more, unless a person has wished for something new in the meantime, which
 * `requestNumber` shows. With `forget` the account's keys go, too. Says whether this was the end.
 */
export async function endConnection(
  owned: OwnedConnection,
  requestNumber: number,
  report: Report,
  { forget }: { forget: boolean },
): Promise<boolean> {
  return withCompany(owned.companyId, async () => {
    const connection = await lockOwned(owned);
    if (!connection) return true;
    if (forget) {
      await forgetAccount(owned.connectionId);
      connection.linked = false;
    }
    const ended = connection.requestNumber === requestNumber;
    if (ended) connection.set({ wanted: 'off', linkMethod: null, linkPhoneNumber: null });
    await save(connection, ended ? report : null);
    return ended;
  });
}

function lockOwned({ connectionId, ownerId }: OwnedConnection): Promise<Connection | null> {
  return Connection.findOne({ where: { id: connectionId, ownerId }, lock: Transaction.LOCK.NO_KEY_UPDATE });
}

async function save(connection: Connection, report: Report | null): Promise<void> {
  if (report) connection.set({ ...clearedLink(report), ...report });
  if (connection.changed() === false) return;
  const forAll = connection.changed('state');
  await noteConnectionEvent(connection);
  await connection.save();
  publishConnectionChanged(connection, { forAll });
}

/** Codes belong to the state `linking`, the next attempt's time to `reconnecting`. */
function clearedLink({ state }: Report): Partial<Attributes> {
  return {
    ...(state === 'linking' ? {} : { linkValue: null, linkExpiresAt: null }),
    ...(state === 'reconnecting' ? {} : { retryAt: null }),
  };
}

/** Notes when the last messages went by. */
export async function noteTraffic(
  { companyId, connectionId }: OwnedConnection,
  times: { inboundAt: Date | null; outboundAt: Date | null },
): Promise<void> {
  await withCompany(companyId, () =>
    query(
      `UPDATE connections SET last_inbound_at = greatest(last_inbound_at, $2),
                              last_outbound_at = greatest(last_outbound_at, $3) WHERE id = $1`,
      [connectionId, times.inboundAt, times.outboundAt],
    ),
  );
}
