import { Suspense } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router-dom';
import { useSession } from '../api/session.ts';
import { StartingScreen } from './StartingScreen.tsx';

/** Where to go after the log-in: only addresses of this app are taken. */
function destination(state: unknown): string {
  if (typeof state !== 'object' || state === null || !('from' in state)) return '/';
  const { from } = state;
  return typeof from === 'string' && /^\/(?!\/)/.test(from) ? from : '/';
}

/** The log-in; whoever is logged in goes on to where they wanted. */
export function SignedOutOnly() {
  const state = useSession();
  const location = useLocation();
  if (state.status === 'unknown') return <StartingScreen />;
  if (state.status === 'authenticated') return <Navigate to={destination(location.state)} replace />;
  return (
    <Suspense fallback={<StartingScreen />}>
      <Outlet />
    </Suspense>
  );
}
