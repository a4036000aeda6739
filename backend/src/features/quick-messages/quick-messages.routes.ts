import { quickMessageEndpoints } from '@ticketz/contract/quick-messages';
import type { CompanyLimits } from '../../core/company-limits.ts';
import { type Route, route, uploadRoute } from '../../core/http/route.ts';
import { keepUpload } from '../messages/upload-file.ts';
import {
  createQuickMessage,
  deleteQuickMessage,
  listQuickMessages,
  updateQuickMessage,
} from './keep-quick-message.ts';

/** What a company uploads is counted; it throws when that is too much. */
export function quickMessageRoutes({ takeUpload }: Pick<CompanyLimits, 'takeUpload'>): Route[] {
  return [
    route(quickMessageEndpoints.listQuickMessages, async ({ actor }) => ({
      items: await listQuickMessages(actor),
    })),
    route(quickMessageEndpoints.createQuickMessage, ({ actor, body }) => createQuickMessage(actor, body)),
    uploadRoute(quickMessageEndpoints.uploadQuickFile, async ({ actor, query, upload }) => {
      const giveBack = takeUpload(actor);
      try {
        return await keepUpload(actor, { ...upload, name: query.name ?? null, voiceNote: false });
      } finally {
        giveBack();
      }
    }),
    route(quickMessageEndpoints.updateQuickMessage, ({ actor, params, body }) =>
      updateQuickMessage(actor, params.quickMessageId, body),
    ),
    route(quickMessageEndpoints.deleteQuickMessage, ({ actor, params }) =>
      deleteQuickMessage(actor, params.quickMessageId),
    ),
  ];
}
