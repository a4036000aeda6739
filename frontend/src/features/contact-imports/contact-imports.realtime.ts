import type { RealtimeHandlers } from '../../realtime/handlers.ts';
import { applyImport, importsKey } from './import-queries.ts';

export const contactImportsRealtime: RealtimeHandlers = {
  'contactImport.updated': ({ contactImport }, { queryClient }) => applyImport(queryClient, contactImport),
  afterGap: ({ queryClient }) => void queryClient.invalidateQueries({ queryKey: importsKey }),
};
