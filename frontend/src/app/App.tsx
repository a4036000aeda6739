import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { BrowserRouter } from 'react-router-dom';
import { useApplyPreferences } from '../features/users/use-preferences.ts';
import { AppTheme } from '../theme/AppTheme.tsx';
import { showCrash } from '../ui/CrashPanel.tsx';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { Notices } from './pages.ts';
import { createQueryClient } from './query-client.ts';
import { AppRoutes } from './router.tsx';
import { SessionStart } from './SessionStart.tsx';

function Frame() {
  useApplyPreferences();
  return (
    <>
      <SessionStart>
        <AppRoutes />
      </SessionStart>
      <Suspense fallback={null}>
        <Notices />
      </Suspense>
    </>
  );
}

export function App() {
  const [queryClient] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <AppTheme>
        <ErrorBoundary fallback={showCrash}>
          <BrowserRouter>
            <Frame />
          </BrowserRouter>
        </ErrorBoundary>
      </AppTheme>
    </QueryClientProvider>
  );
}
