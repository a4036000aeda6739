import { fileEndpoints } from '@ticketz/contract/files';
import { userEndpoints } from '@ticketz/contract/users';
import type { CompanyLimits } from '../../core/company-limits.ts';
import { downloadRoute, type Route, route, uploadRoute } from '../../core/http/route.ts';
import { removeAvatar, setAvatar } from './avatars.ts';
import { downloadFile, downloadThumbnail } from './download-file.ts';
import type { TicketRule } from './file.policy.ts';

/** What a company uploads is counted; it throws when that is too much. */
export function fileRoutes(
  visibleTickets: TicketRule,
  { takeUpload }: Pick<CompanyLimits, 'takeUpload'>,
): Route[] {
  return [
    uploadRoute(userEndpoints.setAvatar, async ({ actor, upload }) => {
      const giveBack = takeUpload(actor);
      try {
        return await setAvatar(actor, upload);
      } finally {
        giveBack();
      }
    }),
    route(userEndpoints.removeAvatar, ({ actor }) => removeAvatar(actor)),
    downloadRoute(fileEndpoints.downloadFile, ({ actor, params, query }) =>
      downloadFile(actor, params.fileId, { toSave: query.download === 'true', visibleTickets }),
    ),
    downloadRoute(fileEndpoints.downloadThumbnail, ({ actor, params }) =>
      downloadThumbnail(actor, params.fileId, visibleTickets),
    ),
  ];
}
