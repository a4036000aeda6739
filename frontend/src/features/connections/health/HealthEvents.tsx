import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { ConnectionEvent } from '@ticketz/contract/connections';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDateTime, formatListTime } from '../../../lib/dates.ts';
import { StateBadge } from '../ConnectionState.tsx';

const fewest = 4;

/** The states of the last day with their reasons, newest first. */
export function HealthEvents({ events }: { events: ConnectionEvent[] }) {
  const { t } = useTranslation('health');
  const titleId = useId();
  const [all, setAll] = useState(false);
  const shown = all ? events : events.slice(0, fewest);
  const more = events.length - shown.length;
  return (
    <Box component="section" aria-labelledby={titleId} sx={{ borderTop: 1, borderColor: 'divider', pt: 2 }}>
      <Typography id={titleId} variant="h3">
        {t('events.title')}
      </Typography>
      {events.length === 0 ? (
        <Typography variant="body2" sx={{ color: 'text.secondary', mt: 0.5 }}>
          {t('events.none')}
        </Typography>
      ) : null}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 0.5, p: 0 }}>
        {shown.map((event) => (
          <EventLine key={`${event.at} ${event.state}`} event={event} />
        ))}
      </Box>
      {more > 0 ? (
        <Button size="small" onClick={() => setAll(true)} sx={{ marginInlineStart: -1.5 }}>
          {t('events.all', { count: more })}
        </Button>
      ) : null}
    </Box>
  );
}

function EventLine({ event }: { event: ConnectionEvent }) {
  const { t, i18n } = useTranslation('connections');
  const at = new Date(event.at);
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 2,
        py: 0.5,
        typography: 'body2',
        alignItems: 'baseline',
      }}
    >
      <Box
        component="time"
        dateTime={event.at}
        title={formatDateTime(at, i18n.language)}
        sx={{ minWidth: 64, color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}
      >
        {formatListTime(at, i18n.language)}
      </Box>
      <StateBadge state={event.state} />
      {event.reason ? (
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {t(`reason.${event.reason}.what`)}
        </Box>
      ) : null}
    </Box>
  );
}
