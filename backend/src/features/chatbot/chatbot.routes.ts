import { botMenuEndpoints as endpoints } from '@ticketz/contract/bot-menus';
import type { CompanyLimits } from '../../core/company-limits.ts';
import { type Route, readRoute, route, uploadRoute } from '../../core/http/route.ts';
import { keepUpload } from '../messages/upload-file.ts';
import {
  createBotMenu,
  deleteBotMenu,
  listBotMenus,
  readBotMenu,
  saveBotDraft,
  switchBotMenu,
} from './menus/keep-menu.ts';
import { previewBot } from './menus/preview-bot.ts';
import { listBotVersions, publishBotMenu, restoreBotVersion } from './menus/publish-menu.ts';

/** What a company uploads is counted; it throws when that is too much. */
export function chatbotRoutes({ takeUpload }: Pick<CompanyLimits, 'takeUpload'>): Route[] {
  return [
    readRoute(endpoints.listBotMenus, async () => ({ items: await listBotMenus() })),
    route(endpoints.createBotMenu, ({ actor, body }) => createBotMenu(actor, body)),
    readRoute(endpoints.getBotMenu, ({ params }) => readBotMenu(params.menuId)),
    route(endpoints.saveBotDraft, ({ actor, params, body }) => saveBotDraft(actor, params.menuId, body)),
    route(endpoints.publishBotMenu, ({ actor, params, body }) =>
      publishBotMenu(actor, params.menuId, body.revision),
    ),
    route(endpoints.switchBotMenu, ({ params, body }) => switchBotMenu(params.menuId, body.active)),
    route(endpoints.deleteBotMenu, ({ params }) => deleteBotMenu(params.menuId)),
    readRoute(endpoints.listBotVersions, async ({ params }) => ({
      items: await listBotVersions(params.menuId),
    })),
    route(endpoints.restoreBotVersion, ({ params, body }) => restoreBotVersion(params.menuId, body.number)),
    uploadRoute(endpoints.uploadBotFile, async ({ actor, query, upload }) => {
      const giveBack = takeUpload(actor);
      try {
        return await keepUpload(actor, { ...upload, name: query.name ?? null, voiceNote: false });
      } finally {
        giveBack();
      }
    }),
    readRoute(endpoints.previewBot, ({ actor, body }) =>
      previewBot(actor, body.tree, body.state, body.message),
    ),
  ];
}
