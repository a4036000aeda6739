import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { CopyButton } from './CopyButton.tsx';
import { AlertIcon } from './icons/AlertIcon.tsx';
import { StatePanel } from './StatePanel.tsx';

function describe(error: unknown): string {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [what, location.href, navigator.userAgent, new Date().toISOString()].join('\n');
}

/** Instead of a page that threw: what to do, and details to hand on. */
export function CrashPanel({ error }: { error: unknown }) {
  const { t } = useTranslation();
  return (
    <div role="alert">
      <StatePanel
        headingLevel="h1"
        tone="bad"
        icon={<AlertIcon />}
        title={t('crash.title')}
        text={t('crash.text')}
        action={
          <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', justifyContent: 'center' }}>
            <Button variant="contained" onClick={() => location.reload()}>
              {t('action.reload')}
            </Button>
            <CopyButton text={describe(error)} label={t('crash.copyDetails')} />
          </Box>
        }
      />
    </div>
  );
}

/** The crash panel as an error boundary's fallback. */
export function showCrash(error: unknown) {
  return <CrashPanel error={error} />;
}
