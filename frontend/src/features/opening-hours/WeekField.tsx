import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { type Schedule, weekdays } from '@ticketz/contract/opening-hours';
import { useTranslation } from 'react-i18next';
import { ShiftsField } from './ShiftsField.tsx';
import { weekdayName } from './schedule-words.ts';

type Week = Schedule['week'];

interface WeekFieldProps {
  value: Week;
  onChange: (week: Week) => void;
}

/** The shifts of each weekday. */
export function WeekField({ value, onChange }: WeekFieldProps) {
  const { t, i18n } = useTranslation('openingHours');
  const asMonday = () => {
    const { monday } = value;
    onChange({ ...value, tuesday: monday, wednesday: monday, thursday: monday, friday: monday });
  };
  return (
    <Box>
      {weekdays.map((day) => {
        const name = weekdayName(day, i18n.language);
        return (
          <Box
            key={day}
            sx={{
              display: 'grid',
              gridTemplateColumns: { xs: '1fr', sm: '150px 1fr' },
              columnGap: 2,
              py: 1,
              borderBottom: 1,
              borderColor: 'divider',
            }}
          >
            <Box
              sx={{ pt: { sm: 0.75 }, fontWeight: 600, '&::first-letter': { textTransform: 'uppercase' } }}
            >
              {name}
              {day === 'monday' ? (
                <Button size="small" onClick={asMonday} sx={{ display: 'block', p: 0, textAlign: 'start' }}>
                  {t('asMonday')}
                </Button>
              ) : null}
            </Box>
            <ShiftsField
              day={name}
              value={value[day]}
              onChange={(shifts) => onChange({ ...value, [day]: shifts })}
            />
          </Box>
        );
      })}
    </Box>
  );
}
