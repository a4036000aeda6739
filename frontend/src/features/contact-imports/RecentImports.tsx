import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { formatDateTime } from '../../lib/dates.ts';
import { importListQuery } from './import-queries.ts';

/** What was imported lately, or waits to be. */
export function RecentImports() {
  const { t, i18n } = useTranslation('imports');
  const { data: imports = [] } = useQuery(importListQuery);
  if (imports.length === 0) return null;
  return (
    <Box component="section" aria-label={t('recent')}>
      <Typography variant="h2" sx={{ mb: 1 }}>
        {t('recent')}
      </Typography>
      <Card component="ul" sx={{ p: 0, m: 0, listStyle: 'none' }}>
        {imports.map(({ id, source, name, state, rowCount, createdAt }) => (
          <Box component="li" key={id} sx={{ '& + &': { borderTop: 1, borderColor: 'divider' } }}>
            <ButtonBase
              component={Link}
              to={`/contacts/import/${id}`}
              sx={{
                width: '100%',
                display: 'flex',
                flexWrap: 'wrap',
                justifyContent: 'space-between',
                columnGap: 2,
                textAlign: 'start',
                px: 2,
                py: 1.5,
                minHeight: 44,
              }}
            >
              <Typography component="span" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
                {source === 'phone' ? t('fromPhone', { name }) : name}
              </Typography>
              <Typography component="span" variant="body2" sx={{ color: 'text.secondary' }}>
                {t('recentLine', {
                  state: t(`state.${state}`),
                  count: rowCount,
                  when: formatDateTime(new Date(createdAt), i18n.language),
                })}
              </Typography>
            </ButtonBase>
          </Box>
        ))}
      </Card>
    </Box>
  );
}
