import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id } from './ids.ts';

export const fieldKinds = ['text', 'number', 'date', 'choice', 'yes_no'] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** Something that a company wants to know of every contact. `choices` only of the kind `choice`. */
export const contactField = z.object({
  id,
  name: z.string(),
  kind: z.enum(fieldKinds),
  choices: z.array(z.string()),
});
export type ContactField = z.infer<typeof contactField>;

/** A `date` is `2026-11-21`. */
export const fieldValue = z.union([z.string().trim().min(1).max(500), z.number(), z.boolean()]);
export type FieldValue = z.infer<typeof fieldValue>;

const fieldName = z.string().trim().min(1).max(60);
const fieldChoices = z.array(z.string().trim().min(1).max(80)).max(100);
const fieldParams = z.object({ fieldId: id });

export const contactFieldEndpoints = {
  listContactFields: endpoint({
    method: 'GET',
    path: '/contact-fields',
    access: 'agent',
    response: z.object({ items: z.array(contactField) }),
  }),
  /** Its kind stays as it is: what was written down wouldn't fit another one. */
  createContactField: endpoint({
    method: 'POST',
    path: '/contact-fields',
    access: 'admin',
    body: z.strictObject({ name: fieldName, kind: z.enum(fieldKinds), choices: fieldChoices.default([]) }),
    response: contactField,
  }),
  updateContactField: endpoint({
    method: 'PATCH',
    path: '/contact-fields/:fieldId',
    access: 'admin',
    params: fieldParams,
    body: z.strictObject({ name: fieldName.optional(), choices: fieldChoices.optional() }),
    response: contactField,
  }),
  /** What was written down in it goes, too. */
  deleteContactField: endpoint({
    method: 'DELETE',
    path: '/contact-fields/:fieldId',
    access: 'admin',
    params: fieldParams,
    response: z.void(),
  }),
};
