import type { Access } from '@ticketz/contract/endpoint';
import { Outlet } from 'react-router-dom';
import { useMe } from '../api/session.ts';
import { may } from '../features/auth/may.ts';
import { Forbidden } from '../ui/Forbidden.tsx';

/** Shows its pages only to those who may call the endpoint they live from; the server refuses the others anyway. */
export function OnlyFor({ endpoint }: { endpoint: { access: Access } }) {
  const me = useMe();
  if (may(me, endpoint)) return <Outlet />;
  return <Forbidden needed={endpoint.access === 'public' ? 'agent' : endpoint.access} />;
}
