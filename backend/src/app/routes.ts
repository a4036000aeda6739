import type { CompanyLimits } from '../core/company-limits.ts';
import type { Env } from '../core/env.ts';
import type { Route } from '../core/http/route.ts';
import type { RateLimits } from '../core/rate-limit.ts';
import type { Vault } from '../core/secrets.ts';
import { aboutRoutes } from '../features/about/about.routes.ts';
import type { AccessTokens } from '../features/auth/access-token.ts';
import { authRoutes } from '../features/auth/auth.routes.ts';
import { createAuthLimits } from '../features/auth/auth-limits.ts';
import { endSessionsOfCompany, endSessionsOfUser } from '../features/auth/end-sessions.ts';
import { chatbotRoutes } from '../features/chatbot/chatbot.routes.ts';
import { companyRoutes } from '../features/companies/companies.routes.ts';
import { connectionRoutes } from '../features/connections/connections.routes.ts';
import { contactFieldRoutes } from '../features/contact-fields/contact-fields.routes.ts';
import { contactImportRoutes } from '../features/contact-imports/contact-imports.routes.ts';
import { contactRoutes } from '../features/contacts/contacts.routes.ts';
import { reportRoutes } from '../features/dashboard/reports.routes.ts';
import { draftRoutes } from '../features/drafts/drafts.routes.ts';
import { fileRoutes } from '../features/files/files.routes.ts';
import { messageRoutes } from '../features/messages/messages.routes.ts';
import { noteRoutes } from '../features/notes/notes.routes.ts';
import { openingHoursRoutes } from '../features/opening-hours/opening-hours.routes.ts';
import { queueRoutes } from '../features/queues/queues.routes.ts';
import { quickMessageRoutes } from '../features/quick-messages/quick-messages.routes.ts';
import { ratingRoutes } from '../features/ratings/ratings.routes.ts';
import { reminderRoutes } from '../features/reminders/reminders.routes.ts';
import { searchRoutes } from '../features/search/search.routes.ts';
import { settingsRoutes } from '../features/settings/settings.routes.ts';
import { tagRoutes } from '../features/tags/tags.routes.ts';
import { ticketViewRoutes } from '../features/ticket-views/ticket-views.routes.ts';
import { moveGroups } from '../features/tickets/groups/groups.ts';
import { visibleTickets } from '../features/tickets/ticket.policy.ts';
import { ticketRules } from '../features/tickets/ticket-rules.ts';
import { ticketRoutes } from '../features/tickets/tickets.routes.ts';
import { transcriptRoutes } from '../features/transcripts/transcripts.routes.ts';
import { transferRoutes } from '../features/transfers/transfers.routes.ts';
import { prepareUser } from '../features/users/create-user.ts';
import { userRoutes } from '../features/users/users.routes.ts';

/** Every route of the API. What a feature needs of one that stands below it is handed over here. */
export function allRoutes(options: {
  env: Pick<Env, 'PUBLIC_URL' | 'SOURCE_URL'>;
  tokens: AccessTokens;
  rateLimits: RateLimits;
  companyLimits: Pick<CompanyLimits, 'takeSend' | 'takeUpload'>;
  sealer: Pick<Vault, 'seal'>;
  demoPhoneUrl?: string;
}): Route[] {
  const { env, tokens, rateLimits, companyLimits, sealer, demoPhoneUrl } = options;
  return [
    ...aboutRoutes({ sourceUrl: env.SOURCE_URL, demoPhoneUrl }),
    ...companyRoutes({
      prepareFirstAdmin: (admin) => prepareUser({ ...admin, role: 'admin' }),
      endSessions: endSessionsOfCompany,
    }),
    ...userRoutes({ endSessionsOf: endSessionsOfUser }),
    ...authRoutes({
      tokens,
      limits: createAuthLimits(rateLimits),
      secureCookie: env.PUBLIC_URL?.startsWith('https:') ?? false,
    }),
    ...settingsRoutes,
    ...queueRoutes,
    ...openingHoursRoutes,
    ...tagRoutes,
    ...contactFieldRoutes,
    ...contactRoutes(ticketRules),
    ...connectionRoutes({ moveGroups }),
    ...ticketRoutes,
    ...contactImportRoutes(companyLimits),
    ...ticketViewRoutes,
    ...searchRoutes,
    ...messageRoutes(companyLimits, sealer),
    ...noteRoutes(companyLimits),
    ...quickMessageRoutes(companyLimits),
    ...chatbotRoutes(companyLimits),
    ...draftRoutes,
    ...reminderRoutes,
    ...transferRoutes,
    ...transcriptRoutes,
    ...ratingRoutes,
    ...reportRoutes,
    ...fileRoutes(visibleTickets, companyLimits),
  ];
}
