import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { AlertIcon } from '../../ui/icons/AlertIcon.tsx';
import { StatePanel } from '../../ui/StatePanel.tsx';

/** Keeps a broken pane from taking the others with it. */
export function PaneBoundary({ resetKey, children }: { resetKey?: unknown; children: ReactNode }) {
  const { t } = useTranslation(['inbox', 'common']);
  return (
    <ErrorBoundary
      resetKey={resetKey}
      fallback={(_error, reset) => (
        <div role="alert">
          <StatePanel
            tone="bad"
            icon={<AlertIcon />}
            title={t('paneCrash.title')}
            text={t('paneCrash.text')}
            action={
              <Button variant="contained" onClick={reset}>
                {t('common:action.retry')}
              </Button>
            }
          />
        </div>
      )}
    >
      {children}
    </ErrorBoundary>
  );
}
