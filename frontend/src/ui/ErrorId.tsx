import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { CopyButton } from './CopyButton.tsx';
import { errorId } from './error-text.ts';

/** The error's id to copy, for whoever reads the server's log; nothing when there is none. */
export function ErrorId({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const id = errorId(error);
  if (!id) return null;
  return (
    <Box sx={{ mt: 1, color: 'text.secondary', typography: 'caption' }}>
      {t('error.id')}: <Box component="code">{id.slice(0, 13)}</Box>{' '}
      <CopyButton size="small" color="inherit" text={id} aria-label={t('error.copyId')} />
    </Box>
  );
}
