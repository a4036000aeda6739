import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import CircularProgress from '@mui/material/CircularProgress';
import { useTranslation } from 'react-i18next';
import { AlertIcon } from '../../ui/icons/AlertIcon.tsx';
import { formatSize } from './file-words.ts';
import type { ShownFile } from './shown-file.ts';

interface FileStateProps {
  file: ShownFile;
  /** Asks for a failed one once more. */
  onAskAgain?: (() => void) | undefined;
}

/** Why a file can't be shown yet, or not at all, and what can be done. Nothing for one that is here. */
export function FileState({ file, onAskAgain }: FileStateProps) {
  const { t, i18n } = useTranslation('files');
  if (file.state === 'ready') return null;
  if (file.state === 'pending') {
    return (
      <Box
        role="status"
        sx={{ display: 'flex', alignItems: 'center', gap: 1, typography: 'caption', color: 'text.secondary' }}
      >
        <CircularProgress size={14} color="inherit" aria-hidden />
        {t('pending')}
      </Box>
    );
  }
  const tooLarge = file.state === 'too_large';
  return (
    <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
      <Box sx={{ display: 'flex', gap: 0.75, alignItems: 'flex-start' }}>
        <AlertIcon sx={{ fontSize: 18, color: 'warning.main', flex: 'none' }} />
        <span>
          {tooLarge
            ? file.size === null
              ? t('tooLarge')
              : t('tooLargeOf', { size: formatSize(file.size, i18n.language) })
            : t('failed')}
        </span>
      </Box>
      {tooLarge || !onAskAgain ? null : (
        <Button size="small" onClick={onAskAgain} sx={{ marginInlineStart: 2 }}>
          {t('askAgain')}
        </Button>
      )}
    </Box>
  );
}
