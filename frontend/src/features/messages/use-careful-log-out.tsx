import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useLogOut } from '../auth/use-log-out.ts';
import { useUnsentCount } from './outbox.ts';

const LogOutDialog = lazy(async () => ({ default: (await import('./LogOutDialog.tsx')).LogOutDialog }));

/**
 * Logs out, but asks first when messages wait in this browser: they would go with the session. `dialog` has to be put
 * on the page.
 */
export function useCarefulLogOut(): { logOut: () => void; pending: boolean; dialog: ReactNode } {
  const { mutate, isPending, error, reset } = useLogOut();
  const unsent = useUnsentCount();
  const [asking, setAsking] = useState(false);
  const dialog = asking ? (
    <Suspense>
      <LogOutDialog
        unsent={unsent}
        pending={isPending}
        error={error}
        onConfirm={() => mutate()}
        onClose={() => {
          setAsking(false);
          reset();
        }}
      />
    </Suspense>
  ) : null;
  return { logOut: () => (unsent > 0 ? setAsking(true) : mutate()), pending: isPending, dialog };
}
