import { searchEndpoints } from '@ticketz/contract/search';
import { type Route, readRoute } from '../../core/http/route.ts';
import { search } from './search.ts';
import { searchMessages } from './search-messages.ts';

export const searchRoutes: Route[] = [
  readRoute(searchEndpoints.search, ({ actor, query }) => search(actor, query)),
  readRoute(searchEndpoints.searchMessages, ({ actor, query }) => searchMessages(actor, query)),
];
