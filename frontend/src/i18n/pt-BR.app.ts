import type { AppTexts } from './en.app.ts';
import about from './pt-BR/about.json';
import companies from './pt-BR/companies.json';
import connections from './pt-BR/connections.json';
import contacts from './pt-BR/contacts.json';
import files from './pt-BR/files.json';
import inbox from './pt-BR/inbox.json';
import messages from './pt-BR/messages.json';
import notifications from './pt-BR/notifications.json';
import profile from './pt-BR/profile.json';
import shortcuts from './pt-BR/shortcuts.json';
import tickets from './pt-BR/tickets.json';
import users from './pt-BR/users.json';

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
