import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ContactImport } from '@ticketz/contract/contact-imports';
import { useTranslation } from 'react-i18next';

/** How many rows became what; after a dry run: would become. */
export function ImportCounts({ contactImport }: { contactImport: ContactImport }) {
  const { t, i18n } = useTranslation('imports');
  const { counts, state, settings } = contactImport;
  const tried = state === 'checking' || state === 'checked';
  const names = ['created', 'updated', 'skipped', 'wrong'] as const;
  const asked = settings.connectionId !== null && !tried && state !== 'running';
  return (
    <Box
      component="dl"
      sx={{ m: 0, display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fit, minmax(120px, 1fr))' }}
    >
      {[...names, ...(asked ? (['absent'] as const) : [])].map((name) => (
        <Box key={name} sx={{ display: 'flex', flexDirection: 'column-reverse', justifyContent: 'flex-end' }}>
          <Typography component="dt" variant="body2" sx={{ color: 'text.secondary' }}>
            {t(`counts.${name}`)}
          </Typography>
          <Typography
            component="dd"
            variant="h2"
            sx={{
              m: 0,
              fontVariantNumeric: 'tabular-nums',
              color: name === 'wrong' && counts.wrong > 0 ? 'error.main' : 'text.primary',
            }}
          >
            {counts[name].toLocaleString(i18n.language)}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}
