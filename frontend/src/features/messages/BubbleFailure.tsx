import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';

interface BubbleFailureProps {
  /** What went wrong, in words. */
  failure: string;
  onRetry?: (() => void) | undefined;
  onDiscard?: (() => void) | undefined;
}

/** Under a bubble that wasn't sent: why, and what can be done. */
export function BubbleFailure({ failure, onRetry, onDiscard }: BubbleFailureProps) {
  const { t } = useTranslation('messages');
  return (
    <Box
      sx={{
        mt: 0.5,
        maxWidth: 'min(76%, 620px)',
        typography: 'caption',
        color: 'error.main',
        textAlign: 'end',
      }}
    >
      <span>{failure}</span>
      {onRetry ? (
        <Button size="small" color="error" onClick={onRetry} sx={{ marginInlineStart: 1 }}>
          {t('retry')}
        </Button>
      ) : null}
      {onDiscard ? (
        <Button size="small" color="inherit" onClick={onDiscard} sx={{ color: 'text.secondary' }}>
          {t('discard')}
        </Button>
      ) : null}
    </Box>
  );
}
