import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id } from './ids.ts';

/** What one types after `/` to find it: a word without blanks. */
export const quickShortcut = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[^\s/@:]+$/u);

/**
 * A text kept to be sent again and again. `shared`: the company's, which everybody may use and admins keep; otherwise
 * its owner's own. `{{name}}` and the like in it are filled in when it is used; what isn't known stays as it is.
 */
export const quickMessage = z.object({ id, shared: z.boolean(), shortcut: z.string(), text: z.string() });
export type QuickMessage = z.infer<typeof quickMessage>;

const contents = {
  shortcut: quickShortcut,
  text: z
    .string()
    .max(4_000)
    .refine((value) => value.trim().length > 0, { message: 'empty' }),
};
const params = z.object({ quickMessageId: id });

export const quickMessageEndpoints = {
  /** The company's and this person's own, by shortcut. */
  listQuickMessages: endpoint({
    method: 'GET',
    path: '/quick-messages',
    access: 'agent',
    response: z.object({ items: z.array(quickMessage) }),
  }),
  createQuickMessage: endpoint({
    method: 'POST',
    path: '/quick-messages',
    access: 'agent',
    body: z.strictObject({ ...contents, shared: z.boolean() }),
    response: quickMessage,
  }),
  updateQuickMessage: endpoint({
    method: 'PUT',
    path: '/quick-messages/:quickMessageId',
    access: 'agent',
    params,
    body: z.strictObject(contents),
    response: quickMessage,
  }),
  deleteQuickMessage: endpoint({
    method: 'DELETE',
    path: '/quick-messages/:quickMessageId',
    access: 'agent',
    params,
    response: z.void(),
  }),
};
