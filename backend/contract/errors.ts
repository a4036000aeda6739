import { z } from 'zod';

/**
 * Every error code the API answers with, and its HTTP status. The UI translates each code under `errors.<code>`;
 * a test holds that each has its text in every language.
 */
export const errorStatus = {
  // general
  validation_failed: 422,
  malformed_request: 400,
  payload_too_large: 413,
  unsupported_media_type: 415,
  not_found: 404,
  forbidden: 403,
  rate_limited: 429,
  internal_error: 500,
  service_unavailable: 503,
  // auth
  unauthenticated: 401,
  session_expired: 401,
  invalid_credentials: 401,
  choose_company: 409,
  password_change_required: 403,
  wrong_password: 422,
  password_unchanged: 422,
  // users and companies
  email_taken: 409,
  cannot_change_own_role: 409,
  last_admin: 409,
  company_inactive: 403,
  // connections
  connection_not_open: 409,
  connection_already_linked: 409,
  whatsapp_silent: 409,
  whatsapp_refused: 409,
  phone_book_unreadable: 409,
  invalid_phone_number: 422,
  // tickets and messages
  ticket_taken: 409,
  ticket_not_open: 409,
  ticket_not_pending: 409,
  ticket_not_closed: 409,
  ticket_not_yours: 409,
  already_there: 409,
  time_passed: 422,
  contact_has_open_ticket: 409,
  contact_exists: 409,
  contact_blocked: 409,
  merge_settled: 409,
  number_not_found: 409,
  name_taken: 409,
  message_not_failed: 409,
  message_not_changeable: 409,
  message_too_old: 409,
  message_not_forwardable: 409,
  // quick messages
  shortcut_taken: 409,
  // bot
  menu_exists: 409,
  menu_changed: 409,
  menu_incomplete: 409,
  // imports
  import_unreadable: 422,
  import_running: 409,
  import_not_ready: 409,
  // files
  file_not_ready: 409,
  file_not_failed: 409,
  file_too_large: 413,
  voice_unavailable: 503,
  not_sound: 422,
  not_a_picture: 422,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof errorStatus;
export const errorCodes = Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]];

/** One field that didn't fit. `path` as in the body (`users.0.email`), `code` is zod's issue code, `message` English. */
export const fieldIssue = z.object({ path: z.string(), code: z.string(), message: z.string() });

/**
 * The body of every error answer. `message` is English for developers and logs; people see the translated code.
 * `requestId` is also in the `x-request-id` header and in the server's log.
 * `details` depends on the code: `ticket_taken` → `{assignee}`; `choose_company` → `{companies}`;
 * `contact_exists` → `{contactId}` or nothing; `rate_limited` → `{retryAfterSeconds}`;
 * `menu_incomplete` → `{problems}`.
 */
export const errorBody = z.object({
  error: z.object({
    code: z.enum(errorCodes),
    message: z.string(),
    requestId: z.string(),
    issues: z.array(fieldIssue).optional(),
    details: z.record(z.string(), z.unknown()).optional(),
  }),
});
export type ErrorBody = z.infer<typeof errorBody>;
