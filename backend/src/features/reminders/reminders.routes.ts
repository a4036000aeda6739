import { reminderEndpoints } from '@ticketz/contract/reminders';
import { type Route, readRoute, route } from '../../core/http/route.ts';
import { createReminder, deleteReminder, listReminders, updateReminder } from './reminders.ts';

export const reminderRoutes: Route[] = [
  readRoute(reminderEndpoints.listReminders, ({ actor, query }) => listReminders(actor, query)),
  route(reminderEndpoints.createReminder, ({ actor, body }) => createReminder(actor, body)),
  route(reminderEndpoints.updateReminder, ({ actor, params, body }) =>
    updateReminder(actor, params.reminderId, body),
  ),
  route(reminderEndpoints.deleteReminder, ({ actor, params }) => deleteReminder(actor, params.reminderId)),
];
