import Box from '@mui/material/Box';
import type { Report } from '@ticketz/contract/reports';
import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';

/** The first of January 2024 was a Monday. */
const monday = Date.UTC(2024, 0, 1, 12);
const weekdays = [1, 2, 3, 4, 5, 6, 7];
const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** When customers write: a table of weekdays and hours, darker where there were more. */
export function HourMap({ report }: { report: Report }) {
  const { t, i18n } = useTranslation('reports');
  const dayName = new Intl.DateTimeFormat(i18n.language, { weekday: 'short', timeZone: 'UTC' });
  const counts = new Map(report.hours.map(({ weekday, hour, inbound }) => [`${weekday} ${hour}`, inbound]));
  const most = Math.max(1, ...counts.values());
  return (
    <Box sx={{ overflowX: 'auto' }} role="region" aria-label={t('hourMap')} tabIndex={0}>
      <Box
        component="table"
        sx={{ borderCollapse: 'separate', borderSpacing: '2px', typography: 'caption', minWidth: 640 }}
      >
        <thead>
          <tr>
            <th scope="col">
              <VisuallyHidden>{t('weekday')}</VisuallyHidden>
            </th>
            {hours.map((hour) => (
              <Box
                key={hour}
                component="th"
                scope="col"
                sx={{ fontWeight: 500, color: 'text.secondary', width: 28 }}
              >
                {hour}
              </Box>
            ))}
          </tr>
        </thead>
        <tbody>
          {weekdays.map((weekday) => (
            <tr key={weekday}>
              <Box
                component="th"
                scope="row"
                sx={{ fontWeight: 500, textAlign: 'start', paddingInlineEnd: 1 }}
              >
                {dayName.format(monday + (weekday - 1) * 86_400_000)}
              </Box>
              {hours.map((hour) => {
                const count = counts.get(`${weekday} ${hour}`) ?? 0;
                const share = Math.round((count / most) * 45);
                return (
                  <Box
                    key={hour}
                    component="td"
                    sx={{
                      height: 28,
                      minWidth: 26,
                      textAlign: 'center',
                      borderRadius: 0.5,
                      bgcolor: `color-mix(in srgb, var(--tz-palette-primary-main) ${share}%, var(--tz-palette-surface-sunken))`,
                    }}
                  >
                    {count > 0 ? count : ''}
                  </Box>
                );
              })}
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}
