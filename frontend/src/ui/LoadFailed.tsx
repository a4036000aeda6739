import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { ErrorId } from './ErrorId.tsx';
import { errorText } from './error-text.ts';
import { AlertIcon } from './icons/AlertIcon.tsx';
import { StatePanel } from './StatePanel.tsx';

interface LoadFailedProps {
  error: unknown;
  onRetry: () => void;
  headingLevel?: 'h1' | 'h2';
}

/** Shown in place of what couldn't be loaded, with the reason in words and a way to try again. */
export function LoadFailed({ error, onRetry, headingLevel = 'h2' }: LoadFailedProps) {
  const { t } = useTranslation();
  return (
    <div role="alert">
      <StatePanel
        headingLevel={headingLevel}
        tone="bad"
        icon={<AlertIcon />}
        title={t('error.loadTitle')}
        text={errorText(error)}
        action={
          <Button variant="contained" onClick={onRetry}>
            {t('action.retry')}
          </Button>
        }
      >
        <ErrorId error={error} />
      </StatePanel>
    </div>
  );
}
