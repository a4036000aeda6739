import { contactFieldEndpoints } from '@ticketz/contract/contact-fields';
import { type Route, route } from '../../core/http/route.ts';
import {
  createContactField,
  deleteContactField,
  listContactFields,
  updateContactField,
} from './contact-fields.ts';

export const contactFieldRoutes: Route[] = [
  route(contactFieldEndpoints.listContactFields, async () => ({ items: await listContactFields() })),
  route(contactFieldEndpoints.createContactField, ({ body }) => createContactField(body)),
  route(contactFieldEndpoints.updateContactField, ({ params, body }) =>
    updateContactField(params.fieldId, body),
  ),
  route(contactFieldEndpoints.deleteContactField, ({ params }) => deleteContactField(params.fieldId)),
];
