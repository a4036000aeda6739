import { searchEndpoints } from '@ticketz/contract/search';
import { type Route, route } from '../../core/http/route.ts';
import { search } from './search.ts';
import { searchMessages } from './search-messages.ts';

export const searchRoutes: Route[] = [
  route(searchEndpoints.search, ({ actor, query }) => search(actor, query)),
  route(searchEndpoints.searchMessages, ({ actor, query }) => searchMessages(actor, query)),
];
