import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatListTime } from '../../lib/dates.ts';
import { ClockIcon } from '../../ui/icons/ClockIcon.tsx';
import { readWaiting } from './outbox-storage.ts';

const mostShown = 5;

/** While the app can't start without the server: what was written here and waits, so that nobody writes it again. */
export function WaitingMessages() {
  const { t, i18n } = useTranslation();
  const titleId = useId();
  const [items] = useState(readWaiting);
  if (items.length === 0) return null;
  return (
    <Card
      component="section"
      aria-labelledby={titleId}
      sx={{ mx: 2, mb: 4, p: 2, width: 'min(440px, calc(100vw - 32px))' }}
    >
      <Typography id={titleId} variant="h3">
        {t('unsent.title', { count: items.length })}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', textWrap: 'pretty' }}>
        {t('unsent.text')}
      </Typography>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, mt: 1, p: 0 }}>
        {items.slice(0, mostShown).map(({ clientId, text, file, createdAt }) => (
          <Box
            component="li"
            key={clientId}
            sx={{ display: 'flex', alignItems: 'center', gap: 1, py: 0.5, typography: 'body2' }}
          >
            <ClockIcon fontSize="small" sx={{ color: 'text.secondary' }} />
            <Box
              sx={{
                flex: 1,
                minWidth: 0,
                overflow: 'hidden',
                textOverflow: 'ellipsis',
                whiteSpace: 'nowrap',
              }}
            >
              {text || file?.name}
            </Box>
            <Box component="time" dateTime={createdAt} sx={{ color: 'text.secondary' }}>
              {formatListTime(new Date(createdAt), i18n.language)}
            </Box>
          </Box>
        ))}
      </Box>
      {items.length > mostShown ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('unsent.more', { count: items.length - mostShown })}
        </Typography>
      ) : null}
    </Card>
  );
}
