import { queryOptions } from '@tanstack/react-query';
import { settingsEndpoints } from '@ticketz/contract/settings';
import { callApi } from '../../api/call-api.ts';

/** What the company has decided for everybody, for its admins. Events keep it fresh. */
export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => callApi(settingsEndpoints.getSettings, {}, { signal }),
});
