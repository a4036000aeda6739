import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import type { OpeningHours } from '@ticketz/contract/opening-hours';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { changeText, shiftsText, weekLines } from '../../features/opening-hours/schedule-words.ts';
import { CardRow } from '../../ui/CardRow.tsx';

interface HoursRowProps {
  name: string;
  hours: OpeningHours | null;
  /** What can be done with them. */
  actions: ReactNode;
}

/** Somebody's hours in a few lines, and how it is now. */
export function HoursRow({ name, hours, actions }: HoursRowProps) {
  const { t } = useTranslation('openingHours');
  return (
    <CardRow height={88}>
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
          <strong>{name}</strong>
          {hours ? <Now hours={hours} /> : null}
        </Box>
        {hours ? (
          <Week hours={hours} />
        ) : (
          <Box sx={{ mt: 0.25, color: 'text.secondary' }}>{t('alwaysOpen')}</Box>
        )}
      </Box>
      {actions}
    </CardRow>
  );
}

function Now({ hours: { now, schedule } }: { hours: OpeningHours }) {
  const { t, i18n } = useTranslation('openingHours');
  const time = now.until && changeText(now.until, schedule.timeZone, i18n.language);
  const text = now.open
    ? time
      ? t('openUntil', { time })
      : t('openNow')
    : time
      ? t('closedUntil', { time })
      : t('closedNow');
  return <Chip size="small" color={now.open ? 'success' : 'default'} variant="outlined" label={text} />;
}

function Week({ hours: { schedule } }: { hours: OpeningHours }) {
  const { t, i18n } = useTranslation('openingHours');
  const day = new Intl.DateTimeFormat(i18n.language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const specials = schedule.specialDays.toSorted((one, other) =>
    one.date.slice(5).localeCompare(other.date.slice(5)),
  );
  return (
    <>
      <Box
        component="dl"
        sx={{ display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: 2, rowGap: 0.25, my: 0.75 }}
      >
        {weekLines(schedule.week, i18n.language).map(({ days, hours }) => (
          <Box key={days} sx={{ display: 'contents' }}>
            <Box component="dt">{days}</Box>
            <Box component="dd" sx={{ m: 0, color: 'text.secondary' }}>
              {hours || t('closed')}
            </Box>
          </Box>
        ))}
      </Box>
      {specials.length > 0 ? (
        <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
          {specials
            .map(({ date, name, shifts }) => {
              const said = shiftsText(shifts) || t('closed');
              return `${day.format(new Date(`${date}T00:00:00Z`))} ${name} (${said})`;
            })
            .join(' · ')}
        </Box>
      ) : null}
      <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
        {schedule.timeZone.replaceAll('_', ' ')}
      </Box>
    </>
  );
}
