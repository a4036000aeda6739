import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { ContactImport } from '@ticketz/contract/contact-imports';
import { useTranslation } from 'react-i18next';
import { formatPhoneNumber } from '../../lib/phone-number.ts';
import { Section } from '../../ui/Section.tsx';
import { importRowsQuery } from './import-queries.ts';

const shown = 12;

/** How many people the phone knows, and the first of them by name. */
export function PhoneBookPreview({ contactImport }: { contactImport: ContactImport }) {
  const { t } = useTranslation('imports');
  const { data: rows } = useQuery(importRowsQuery(contactImport, undefined, shown));
  const { rowCount, name } = contactImport;
  const more = rowCount - (rows?.length ?? shown);
  return (
    <Section title={t('phone.people', { count: rowCount })} text={t('phone.peopleText')}>
      <Box
        component="ul"
        aria-label={t('fromPhone', { name })}
        sx={{
          p: 0,
          m: 0,
          listStyle: 'none',
          display: 'grid',
          gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
          columnGap: 3,
          rowGap: 1.25,
          minHeight: rows ? undefined : 240,
        }}
      >
        {rows?.map(({ place, cells: [person = '', phone = ''] }) => (
          <Box component="li" key={place} sx={{ minWidth: 0 }}>
            <Typography noWrap dir="auto" sx={{ fontWeight: 600 }}>
              {person}
            </Typography>
            <Typography variant="body2" noWrap sx={{ color: 'text.secondary' }}>
              {phone ? formatPhoneNumber(phone.slice(1)) : t('phone.hidden')}
            </Typography>
          </Box>
        ))}
      </Box>
      {more > 0 ? (
        <Typography variant="body2" sx={{ color: 'text.secondary', mt: 1.5 }}>
          {t('phone.more', { count: more })}
        </Typography>
      ) : null}
    </Section>
  );
}
