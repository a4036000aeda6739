import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id } from './ids.ts';

/** The theme has each of them in a light and a dark form on which text stays readable. */
export const tagColors = [
  'gray',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'pink',
] as const;
export type TagColor = (typeof tagColors)[number];

/** A company's own word for contacts and tickets. These carry only its id: name and colour are read here. */
export const tag = z.object({ id, name: z.string(), color: z.enum(tagColors) });
export type Tag = z.infer<typeof tag>;

/** Tags that a contact or a ticket gets: all of them, in the place of those it had. */
export const tagIds = z.array(id).max(30);

const tagName = z.string().trim().min(1).max(40);
const tagParams = z.object({ tagId: id });

export const tagEndpoints = {
  /** All of them, by name. */
  listTags: endpoint({
    method: 'GET',
    path: '/tags',
    access: 'agent',
    response: z.object({ items: z.array(tag) }),
  }),
  createTag: endpoint({
    method: 'POST',
    path: '/tags',
    access: 'admin',
    body: z.strictObject({ name: tagName, color: z.enum(tagColors) }),
    response: tag,
  }),
  updateTag: endpoint({
    method: 'PATCH',
    path: '/tags/:tagId',
    access: 'admin',
    params: tagParams,
    body: z.strictObject({ name: tagName.optional(), color: z.enum(tagColors).optional() }),
    response: tag,
  }),
  /** It also goes from everything that has it. */
  deleteTag: endpoint({
    method: 'DELETE',
    path: '/tags/:tagId',
    access: 'admin',
    params: tagParams,
    response: z.void(),
  }),
};
