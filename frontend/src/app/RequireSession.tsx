import { Suspense } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router-dom';
import { useSession } from '../api/session.ts';
import { ChangePasswordPage } from './pages.ts';
import { StartingScreen } from './StartingScreen.tsx';

/** Lets nobody in without a session, and nobody further than the new password while one is due. */
export function RequireSession() {
  const state = useSession();
  const location = useLocation();
  if (state.status === 'unknown') return <StartingScreen />;
  if (state.status === 'anonymous') {
    // After an orderly log-out the next person starts at the beginning.
    const from = state.reason === 'logged_out' ? undefined : location.pathname + location.search;
    return <Navigate to="/login" replace state={{ from }} />;
  }
  const { mustChangePassword } = state.session.user;
  return (
    <Suspense fallback={<StartingScreen />}>
      {mustChangePassword ? <ChangePasswordPage /> : <Outlet />}
    </Suspense>
  );
}
