import { accountPrivacyEndpoints } from '@ticketz/contract/account-privacy';
import { connectionEndpoints } from '@ticketz/contract/connections';
import { type Route, route, routeWithOwnWork } from '../../core/http/route.ts';
import { changePrivacy, readPrivacy } from './account-privacy.ts';
import { getConnectionFor } from './connection.policy.ts';
import { presentConnection, presentConnectionSummary } from './connection.presenter.ts';
import { createConnection } from './create-connection.ts';
import { deleteConnection } from './delete-connection.ts';
import { linkConnection } from './link-connection.ts';
import { listConnections } from './list-connections.ts';
import { reconnectConnection } from './reconnect-connection.ts';
import { unlinkConnection } from './unlink-connection.ts';
import { type MoveGroups, updateConnection } from './update-connection.ts';

/** `moveGroups`: the groups of a connection are to be somewhere else from now on. */
export function connectionRoutes({ moveGroups }: { moveGroups: MoveGroups }): Route[] {
  return [
    route(connectionEndpoints.listConnections, async () => ({
      items: (await listConnections()).map(presentConnection),
    })),
    route(connectionEndpoints.listConnectionSummaries, async () => ({
      items: (await listConnections()).map(presentConnectionSummary),
    })),
    route(connectionEndpoints.getConnection, async ({ actor, params }) =>
      presentConnection(await getConnectionFor(actor, params.connectionId, 'read')),
    ),
    route(connectionEndpoints.createConnection, ({ actor, body }) => createConnection(actor, body)),
    route(connectionEndpoints.updateConnection, async ({ actor, params, body }) =>
      updateConnection(await getConnectionFor(actor, params.connectionId, 'change'), body, moveGroups),
    ),
    route(connectionEndpoints.deleteConnection, async ({ actor, params }) =>
      deleteConnection(await getConnectionFor(actor, params.connectionId, 'change')),
    ),
    route(connectionEndpoints.linkConnection, async ({ actor, params, body }) =>
      linkConnection(await getConnectionFor(actor, params.connectionId, 'change'), body),
    ),
    route(connectionEndpoints.unlinkConnection, async ({ actor, params }) =>
      unlinkConnection(await getConnectionFor(actor, params.connectionId, 'change')),
    ),
    routeWithOwnWork(accountPrivacyEndpoints.getAccountPrivacy, ({ actor, params }) =>
      readPrivacy(actor.companyId, params.connectionId),
    ),
    routeWithOwnWork(accountPrivacyEndpoints.changeAccountPrivacy, ({ actor, params, body }) =>
      changePrivacy(actor.companyId, params.connectionId, body),
    ),
    route(connectionEndpoints.reconnectConnection, async ({ actor, params }) =>
      reconnectConnection(await getConnectionFor(actor, params.connectionId, 'change')),
    ),
  ];
}
