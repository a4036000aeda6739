import type { AppTexts } from './en.app.ts';
import about from './es/about.json';
import companies from './es/companies.json';
import connections from './es/connections.json';
import contacts from './es/contacts.json';
import files from './es/files.json';
import inbox from './es/inbox.json';
import messages from './es/messages.json';
import notifications from './es/notifications.json';
import profile from './es/profile.json';
import shortcuts from './es/shortcuts.json';
import tickets from './es/tickets.json';
import users from './es/users.json';

export const texts: AppTexts = {
  users,
  companies,
  connections,
  profile,
  about,
  contacts,
  tickets,
  messages,
  notifications,
  shortcuts,
  files,
  inbox,
};
