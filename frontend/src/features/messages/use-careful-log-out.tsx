import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useLogOut } from '../auth/use-log-out.ts';
import { useUnsentCount } from './outbox.ts';

/**
 * Logs out, but asks first when messages wait in this browser: they would go with the session. `dialog` has to be put
 * on the page.
 */
export function useCarefulLogOut(): { logOut: () => void; pending: boolean; dialog: ReactNode } {
  const { t } = useTranslation('messages');
  const { mutate, isPending, error, reset } = useLogOut();
  const unsent = useUnsentCount();
  const [asking, setAsking] = useState(false);
  const dialog = (
    <ConfirmDialog
      open={asking}
      title={t('logOut.title', { count: unsent })}
      text={t('logOut.text')}
      confirmLabel={t('logOut.submit')}
      pending={isPending}
      error={error}
      onConfirm={() => mutate()}
      onClose={() => {
        setAsking(false);
        reset();
      }}
    />
  );
  return { logOut: () => (unsent > 0 ? setAsking(true) : mutate()), pending: isPending, dialog };
}
