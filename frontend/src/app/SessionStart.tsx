import Box from '@mui/material/Box';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { refreshSession, useSession } from '../api/session.ts';
import { rememberOwner } from '../features/messages/outbox-storage.ts';
import { WaitingMessages } from '../features/messages/WaitingMessages.tsx';
import { LoadFailed } from '../ui/LoadFailed.tsx';
import { StartingScreen } from './StartingScreen.tsx';

const retryMs = 5_000;

/** Finds out at the start who is logged in. While the server can't be reached it says so and keeps trying. */
export function SessionStart({ children }: { children: ReactNode }) {
  const { status } = useSession();
  const unknown = status === 'unknown';
  const [error, setError] = useState<unknown>(null);

  const start = useCallback(() => {
    refreshSession().catch(setError);
  }, []);

  useEffect(() => {
    if (!unknown) return undefined;
    start();
    const timer = setInterval(start, retryMs);
    window.addEventListener('online', start);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', start);
    };
  }, [unknown, start]);

  // From now on it is somebody else's browser, as far as we know.
  useEffect(() => {
    if (status === 'anonymous') rememberOwner(null);
  }, [status]);

  if (!unknown) return children;
  if (!error) return <StartingScreen />;
  return (
    <Box component="main" sx={{ minHeight: '100%', display: 'grid', placeItems: 'center' }}>
      <div>
        <LoadFailed error={error} onRetry={start} headingLevel="h1" />
        <WaitingMessages />
      </div>
    </Box>
  );
}
