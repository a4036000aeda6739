import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../../lib/dates.ts';

/** The day that begins here. */
export function DaySeparator({ at }: { at: string }) {
  const { i18n } = useTranslation();
  return (
    <Box sx={{ display: 'flex', justifyContent: 'center', pt: 2, pb: 0.5 }}>
      <Box
        component="h3"
        sx={{
          m: 0,
          px: 1.5,
          py: 0.25,
          borderRadius: 4,
          border: 1,
          borderColor: 'divider',
          bgcolor: 'background.paper',
          color: 'text.secondary',
          typography: 'caption',
        }}
      >
        {formatDay(new Date(at), i18n.language)}
      </Box>
    </Box>
  );
}

/** What comes below hadn't been read when the conversation was opened. */
export function UnreadSeparator({ count }: { count: number }) {
  const { t } = useTranslation('messages');
  return (
    <Box
      role="separator"
      aria-label={t('unread', { count })}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1.5,
        pt: 2,
        pb: 0.5,
        color: 'primary.main',
        typography: 'caption',
        fontWeight: 600,
        '&::before, &::after': {
          content: '""',
          flex: 1,
          borderTop: 1,
          borderColor: 'primary.main',
          opacity: 0.4,
        },
      }}
    >
      {t('unread', { count })}
    </Box>
  );
}
