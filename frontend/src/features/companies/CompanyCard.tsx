import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Typography from '@mui/material/Typography';
import type { Company } from '@ticketz/contract/companies';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { CompanyMenu } from './CompanyMenu.tsx';

/** A company in the operator's list: its size, never its content. */
export function CompanyCard({ company }: { company: Company }) {
  const { t, i18n } = useTranslation('companies');
  const nameId = useId();
  const since = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' }).format(
    new Date(company.createdAt),
  );
  const facts = [
    t('users', { count: company.userCount }),
    t('connections', { count: company.connectionCount }),
    t('since', { date: since }),
  ];
  return (
    <Box
      component="li"
      aria-labelledby={nameId}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 2,
        px: 2.5,
        py: 1.75,
        listStyle: 'none',
        '& + &': { borderTop: 1, borderColor: 'divider' },
      }}
    >
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
          <Typography id={nameId} sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
            {company.name}
          </Typography>
          {company.operator ? (
            <Chip size="small" color="primary" variant="outlined" label={t('operator')} />
          ) : null}
          {company.active ? null : <Chip size="small" label={t('inactive')} />}
        </Box>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {facts.join(' · ')}
        </Typography>
      </Box>
      <CompanyMenu company={company} />
    </Box>
  );
}
