import { tagEndpoints } from '@ticketz/contract/tags';
import { type Route, route } from '../../core/http/route.ts';
import { createTag, deleteTag, listTags, updateTag } from './tags.ts';

export const tagRoutes: Route[] = [
  route(tagEndpoints.listTags, async () => ({ items: await listTags() })),
  route(tagEndpoints.createTag, ({ actor, body }) => createTag(actor, body)),
  route(tagEndpoints.updateTag, ({ actor, params, body }) => updateTag(actor, params.tagId, body)),
  route(tagEndpoints.deleteTag, ({ actor, params }) => deleteTag(actor, params.tagId)),
];
