import { contactImportEndpoints as endpoints } from '@ticketz/contract/contact-imports';
import type { CompanyLimits } from '../../core/company-limits.ts';
import { downloadRoute, type Route, route, routeWithOwnWork, uploadRoute } from '../../core/http/route.ts';
import { cancelImport, checkImport, startImport } from './change-import.ts';
import { presentImport } from './contact-import.presenter.ts';
import { downloadProblems } from './download-problems.ts';
import { getImport, listImportRows, listImports } from './find-import.ts';
import { importPhoneContacts } from './import-phone-contacts.ts';
import { uploadImport } from './upload-import.ts';

export function contactImportRoutes({ takeUpload }: Pick<CompanyLimits, 'takeUpload'>): Route[] {
  return [
    route(endpoints.listContactImports, () => listImports()),
    uploadRoute(endpoints.uploadContactImport, async ({ actor, query, upload }) => {
      const giveBack = takeUpload(actor);
      try {
        return await uploadImport(actor, { name: query.name ?? null, ...upload });
      } finally {
        giveBack();
      }
    }),
    routeWithOwnWork(endpoints.importPhoneContacts, ({ actor, params }) =>
      importPhoneContacts(actor, params.connectionId),
    ),
    route(endpoints.getContactImport, async ({ params }) =>
      presentImport(await getImport(params.contactImportId, 'read')),
    ),
    route(endpoints.listImportRows, ({ params, query }) => listImportRows(params.contactImportId, query)),
    route(endpoints.checkContactImport, ({ actor, params, body }) =>
      checkImport(actor, params.contactImportId, body),
    ),
    route(endpoints.startContactImport, ({ actor, params }) => startImport(actor, params.contactImportId)),
    route(endpoints.cancelContactImport, ({ actor, params }) => cancelImport(actor, params.contactImportId)),
    downloadRoute(endpoints.downloadImportProblems, ({ actor, params, query }) =>
      downloadProblems(actor, params.contactImportId, query.language ?? 'en'),
    ),
  ];
}
