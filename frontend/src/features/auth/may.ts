import type { Me } from '@ticketz/contract/auth';
import { type Access, roleIncludes } from '@ticketz/contract/endpoint';

/** True when this person's role may call the endpoint, as the contract says; the one place the UI asks. */
export function may(me: Me | null, endpoint: { access: Access }): boolean {
  if (endpoint.access === 'public') return true;
  return me !== null && roleIncludes(me.role, endpoint.access);
}
