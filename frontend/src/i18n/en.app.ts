import about from './en/about.json';
import companies from './en/companies.json';
import connections from './en/connections.json';
import contacts from './en/contacts.json';
import files from './en/files.json';
import inbox from './en/inbox.json';
import messages from './en/messages.json';
import notifications from './en/notifications.json';
import profile from './en/profile.json';
import shortcuts from './en/shortcuts.json';
import tickets from './en/tickets.json';
import users from './en/users.json';

/** Everything else, loaded after the log-in, in English; its shape is what the other languages must have and what `t` accepts. */
export const texts = {
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
export type AppTexts = typeof texts;
