import { fileEndpoints } from '@ticketz/contract/files';
import { downloadRoute, type Route } from '../../core/http/route.ts';
import { downloadFile, downloadThumbnail } from './download-file.ts';
import type { TicketRule } from './file.policy.ts';

export function fileRoutes(visibleTickets: TicketRule): Route[] {
  return [
    downloadRoute(fileEndpoints.downloadFile, ({ actor, params, query }) =>
      downloadFile(actor, params.fileId, { toSave: query.download === 'true', visibleTickets }),
    ),
    downloadRoute(fileEndpoints.downloadThumbnail, ({ actor, params }) =>
      downloadThumbnail(actor, params.fileId, visibleTickets),
    ),
  ];
}
