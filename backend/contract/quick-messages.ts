import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { file } from './files.ts';
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
 * its owner's own. `{{name}}` and the like in it are filled in when it is used; what isn't known stays as it is. `files`
 * are sent with it, in this order.
 */
export const quickMessage = z.object({
  id,
  shared: z.boolean(),
  shortcut: z.string(),
  text: z.string(),
  files: z.array(file),
});
export type QuickMessage = z.infer<typeof quickMessage>;

/** So many files a quick message brings at most. */
export const mostQuickFiles = 10;

const contents = {
  shortcut: quickShortcut,
  text: z
    .string()
    .max(4_000)
    .refine((value) => value.trim().length > 0, { message: 'empty' }),
  /** Uploads of one's own, and those it has already; left out they stay as they are. */
  fileIds: z.array(id).max(mostQuickFiles).optional(),
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
  /** Takes a file that a quick message is to bring. Nobody's within a day, it goes again. */
  uploadQuickFile: endpoint({
    method: 'POST',
    path: '/quick-message-files',
    access: 'agent',
    transfer: 'upload',
    query: z.object({ name: z.string().max(255).optional() }),
    response: file,
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
