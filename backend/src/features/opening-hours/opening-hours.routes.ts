import { openingHoursEndpoints } from '@ticketz/contract/opening-hours';
import { type Route, readRoute, route } from '../../core/http/route.ts';
import { listOpeningHours, setOpeningHours } from './set-opening-hours.ts';

export const openingHoursRoutes: Route[] = [
  readRoute(openingHoursEndpoints.listOpeningHours, async () => ({ items: await listOpeningHours() })),
  route(openingHoursEndpoints.setOpeningHours, async ({ body }) => ({
    items: await setOpeningHours({ queueId: null, connectionId: null }, body.schedule),
  })),
  route(openingHoursEndpoints.setQueueHours, async ({ params, body }) => ({
    items: await setOpeningHours({ queueId: params.queueId, connectionId: null }, body.schedule),
  })),
  route(openingHoursEndpoints.setConnectionHours, async ({ params, body }) => ({
    items: await setOpeningHours({ queueId: null, connectionId: params.connectionId }, body.schedule),
  })),
];
