import type { Access } from '@ticketz/contract/endpoint';
import type { ReactNode } from 'react';
import { useMe } from '../api/session.ts';
import { may } from '../features/auth/may.ts';
import { Forbidden } from '../ui/Forbidden.tsx';

/** Shows a page only to those who may call the endpoint it lives from; the server refuses the others anyway. */
export function OnlyFor({ endpoint, children }: { endpoint: { access: Access }; children: ReactNode }) {
  const me = useMe();
  if (may(me, endpoint)) return children;
  return <Forbidden needed={endpoint.access === 'public' ? 'agent' : endpoint.access} />;
}
