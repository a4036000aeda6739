import { settingsEndpoints } from '@ticketz/contract/settings';
import { type Route, route } from '../../core/http/route.ts';
import { readSettings, updateSettings } from './company-settings.ts';

export const settingsRoutes: Route[] = [
  route(settingsEndpoints.getSettings, () => readSettings()),
  route(settingsEndpoints.updateSettings, ({ actor, body }) => updateSettings(actor, body)),
];
