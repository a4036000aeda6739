import about from './en/about.json';
import auth from './en/auth.json';
import common from './en/common.json';
import companies from './en/companies.json';
import connections from './en/connections.json';
import contacts from './en/contacts.json';
import drafts from './en/drafts.json';
import errors from './en/errors.json';
import inbox from './en/inbox.json';
import messages from './en/messages.json';
import notifications from './en/notifications.json';
import profile from './en/profile.json';
import shortcuts from './en/shortcuts.json';
import tickets from './en/tickets.json';
import users from './en/users.json';

/** Every text in English; its shape is what the other languages must have and what `t` accepts. */
export const texts = {
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
export type Texts = typeof texts;
