import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { RouterProvider } from 'react-router-dom';
import { useApplyPreferences } from '../features/users/use-preferences.ts';
import { AppTheme } from '../theme/AppTheme.tsx';
import { Toasts } from '../ui/Toasts.tsx';
import { NewVersionNotice } from './NewVersionNotice.tsx';
import { createQueryClient } from './query-client.ts';
import { createAppRouter } from './router.tsx';
import { SessionStart } from './SessionStart.tsx';

function Frame() {
  const [router] = useState(createAppRouter);
  useApplyPreferences();
  return (
    <>
      <SessionStart>
        <RouterProvider router={router} />
      </SessionStart>
      <Toasts />
      <NewVersionNotice />
    </>
  );
}

export function App() {
  const [queryClient] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <AppTheme>
        <Frame />
      </AppTheme>
    </QueryClientProvider>
  );
}
