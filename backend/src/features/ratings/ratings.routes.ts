import { ratingEndpoints } from '@ticketz/contract/ratings';
import { type Route, readRoute } from '../../core/http/route.ts';
import { listRatings } from './list-ratings.ts';

export const ratingRoutes: Route[] = [
  readRoute(ratingEndpoints.listRatings, ({ actor, query }) => listRatings(actor, query)),
];
