import Button from '@mui/material/Button';
import Snackbar from '@mui/material/Snackbar';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../lib/store.ts';
import { newVersion, updateNow } from './new-version.ts';

/** Asks whether to change to the new version; never reloads while somebody is writing. */
export function NewVersionNotice() {
  const { t } = useTranslation();
  const waiting = useStore(newVersion);
  const [postponed, setPostponed] = useState<ServiceWorker | null>(null);
  return (
    <Snackbar
      open={waiting !== null && waiting !== postponed}
      message={t('update.available')}
      anchorOrigin={{ vertical: 'top', horizontal: 'center' }}
      action={
        <>
          <Button size="small" color="inherit" onClick={updateNow}>
            {t('update.reload')}
          </Button>
          <Button size="small" color="inherit" onClick={() => setPostponed(waiting)}>
            {t('update.later')}
          </Button>
        </>
      }
    />
  );
}
