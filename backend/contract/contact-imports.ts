import { z } from 'zod';
import { consentStates } from './contacts.ts';
import { endpoint } from './endpoint.ts';
import { id, instant, limit } from './ids.ts';
import { languages } from './preferences.ts';
import { tagIds } from './tags.ts';

/** What is larger is refused with `import_unreadable`, and `details.reason`. */
export const importLimits = { bytes: 20 * 1024 * 1024, rows: 50_000, columns: 60, cell: 5_000 } as const;
export const importTroubles = [
  'empty',
  'too_many_rows',
  'too_many_columns',
  'cell_too_long',
  'not_a_table',
] as const;
export type ImportTrouble = (typeof importTroubles)[number];

/** What a column of the file may hold. `field`: one of the company's own, named by `fieldId`. */
export const importTargets = ['phone', 'name', 'email', 'language', 'notes', 'tags', 'field'] as const;
export type ImportTarget = (typeof importTargets)[number];

export const importColumn = z.strictObject({
  column: z
    .int()
    .min(0)
    .max(importLimits.columns - 1),
  target: z.enum(importTargets),
  fieldId: id.optional(),
});
export type ImportColumn = z.infer<typeof importColumn>;

/**
 * How the rows become contacts. `country`: whose numbers they are that come without a country code. `known`: what happens
 * to people who are contacts already. `tagIds` and `consent` are for all of them. `connectionId`: the numbers are
 * looked up on WhatsApp afterwards, through this connection.
 */
export const importSettings = z.strictObject({
  columns: z.array(importColumn).min(1).max(importLimits.columns),
  country: z.string().regex(/^[A-Z]{2}$/),
  known: z.enum(['fill', 'overwrite', 'skip']),
  tagIds: tagIds.default([]),
  consent: z
    .strictObject({ state: z.enum(consentStates), how: z.string().trim().min(1).max(300) })
    .nullable()
    .default(null),
  connectionId: id.nullable().default(null),
});
export type ImportSettings = z.infer<typeof importSettings>;

/**
 * `draft`: read, and waits for settings. `checking`: the dry run. `numbers`: imported, and WhatsApp is asked about the
 * numbers. A cancelled one keeps what it had made.
 */
export const importStates = [
  'draft',
  'checking',
  'checked',
  'running',
  'numbers',
  'done',
  'cancelled',
  'failed',
] as const;
export type ImportState = (typeof importStates)[number];

export const importOutcomes = ['created', 'updated', 'skipped', 'wrong'] as const;
export type ImportOutcome = (typeof importOutcomes)[number];

/** Why a row is wrong or was left out. */
export const importProblems = [
  'no_phone',
  'invalid_phone',
  'repeated',
  'known',
  'too_long',
  'invalid_email',
  'invalid_language',
  'invalid_value',
  'too_many_tags',
] as const;
export type ImportProblem = (typeof importProblems)[number];

/** The address book of a linked phone never takes the place of what somebody has written here. */
export const importSources = ['file', 'phone'] as const;

/** `place`: how many rows are through, of the dry run or of the import. `name` is the file's, or the connection's. */
export const contactImport = z.object({
  id,
  source: z.enum(importSources),
  name: z.string(),
  state: z.enum(importStates),
  columns: z.array(z.object({ header: z.string(), samples: z.array(z.string()) })),
  /** As they were given; before that as they are guessed. */
  settings: importSettings,
  rowCount: z.int(),
  place: z.int(),
  counts: z.object({ created: z.int(), updated: z.int(), skipped: z.int(), wrong: z.int(), absent: z.int() }),
  createdAt: instant,
  endedAt: instant.nullable(),
});
export type ContactImport = z.infer<typeof contactImport>;

/** One row of it. `place` counts from 1, without the heads. `problem` has `column` where it's in one. */
export const importRow = z.object({
  place: z.int(),
  cells: z.array(z.string()),
  phoneNumber: z.string().nullable(),
  outcome: z.enum(importOutcomes).nullable(),
  problem: z.enum(importProblems).nullable(),
  column: z.int().nullable(),
});
export type ImportRow = z.infer<typeof importRow>;

const importParams = z.object({ contactImportId: id });

export const contactImportEndpoints = {
  /** The newest ones. What was read goes after a week. */
  listContactImports: endpoint({
    method: 'GET',
    path: '/contact-imports',
    access: 'admin',
    response: z.object({ items: z.array(contactImport) }),
  }),
  /** Reads a CSV (any separator, UTF-8, UTF-16 or Latin-1) or XLSX file. Nothing is imported yet. Refuses with `import_unreadable`. */
  uploadContactImport: endpoint({
    method: 'POST',
    path: '/contact-imports',
    access: 'admin',
    transfer: 'upload',
    query: z.object({ name: z.string().max(255).optional() }),
    response: contactImport,
  }),
  /**
   * Reads the address book of a linked phone, as WhatsApp gives it to us at this moment. Nothing is imported yet. Refuses with
   * `connection_not_open`, `whatsapp_silent`, `whatsapp_refused`, `phone_book_unreadable`, `import_unreadable`.
   */
  importPhoneContacts: endpoint({
    method: 'POST',
    path: '/connections/:connectionId/contact-imports',
    access: 'admin',
    params: z.object({ connectionId: id }),
    response: contactImport,
  }),
  getContactImport: endpoint({
    method: 'GET',
    path: '/contact-imports/:contactImportId',
    access: 'admin',
    params: importParams,
    response: contactImport,
  }),
  listImportRows: endpoint({
    method: 'GET',
    path: '/contact-imports/:contactImportId/rows',
    access: 'admin',
    params: importParams,
    query: z.object({
      outcome: z.enum(importOutcomes).optional(),
      after: z.coerce.number<number>().int().min(0).optional(),
      limit: limit.default(20),
    }),
    response: z.object({ items: z.array(importRow) }),
  }),
  /** Tries it out on all rows and changes nothing. `import_running` while the company has another one at work. */
  checkContactImport: endpoint({
    method: 'POST',
    path: '/contact-imports/:contactImportId/check',
    access: 'admin',
    params: importParams,
    body: importSettings,
    response: contactImport,
  }),
  /** Imports what was tried out, with the settings of then. `import_not_ready` before that. */
  startContactImport: endpoint({
    method: 'POST',
    path: '/contact-imports/:contactImportId/start',
    access: 'admin',
    params: importParams,
    response: contactImport,
  }),
  /** Stops it after the rows that are being handled. */
  cancelContactImport: endpoint({
    method: 'POST',
    path: '/contact-imports/:contactImportId/cancel',
    access: 'admin',
    params: importParams,
    response: contactImport,
  }),
  /** What was wrong or left out, as CSV with the file's own columns: to be mended and imported again. */
  downloadImportProblems: endpoint({
    method: 'GET',
    path: '/files/exports/imports/:contactImportId',
    access: 'admin',
    transfer: 'download',
    params: importParams,
    query: z.object({ language: z.enum(languages).optional() }),
    response: z.void(),
  }),
};
