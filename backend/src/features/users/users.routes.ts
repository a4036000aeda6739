import { userEndpoints } from '@ticketz/contract/users';
import { type Route, route, routeWithOwnWork } from '../../core/http/route.ts';
import { createUser } from './create-user.ts';
import { listColleagues } from './list-colleagues.ts';
import { listUsers } from './list-users.ts';
import { updateProfile } from './update-profile.ts';
import { type EndSessionsOf, updateUser } from './update-user.ts';
import { getUserFor } from './user.policy.ts';
import { presentUser } from './user.presenter.ts';

/** `endSessionsOf` comes from the features below: it knows the log-ins. */
export function userRoutes({ endSessionsOf }: { endSessionsOf: EndSessionsOf }): Route[] {
  return [
    route(userEndpoints.listUsers, async ({ query }) => ({ items: await listUsers(query.search) })),
    route(userEndpoints.getUser, async ({ actor, params }) =>
      presentUser(await getUserFor(actor, params.userId, 'read')),
    ),
    routeWithOwnWork(userEndpoints.createUser, ({ actor, body }) => createUser(actor.companyId, body)),
    routeWithOwnWork(userEndpoints.updateUser, ({ actor, params, body }) =>
      updateUser(actor, params.userId, body, endSessionsOf),
    ),
    route(userEndpoints.listColleagues, async () => ({ items: await listColleagues() })),
    route(userEndpoints.updateProfile, ({ actor, body }) => updateProfile(actor, body)),
  ];
}
