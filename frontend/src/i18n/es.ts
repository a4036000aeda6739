import type { Texts } from './en.ts';
import about from './es/about.json';
import auth from './es/auth.json';
import common from './es/common.json';
import companies from './es/companies.json';
import connections from './es/connections.json';
import contacts from './es/contacts.json';
import drafts from './es/drafts.json';
import errors from './es/errors.json';
import inbox from './es/inbox.json';
import messages from './es/messages.json';
import notifications from './es/notifications.json';
import profile from './es/profile.json';
import shortcuts from './es/shortcuts.json';
import tickets from './es/tickets.json';
import users from './es/users.json';

export const texts: Texts = {
  common,
  errors,
  auth,
  users,
  companies,
  connections,
  profile,
  about,
  contacts,
  tickets,
  messages,
  drafts,
  notifications,
  shortcuts,
  inbox,
};
