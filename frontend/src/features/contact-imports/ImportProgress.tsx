import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import type { ContactImport } from '@ticketz/contract/contact-imports';
import { useTranslation } from 'react-i18next';
import { FormError } from '../../ui/forms/FormError.tsx';
import { ImportCounts } from './ImportCounts.tsx';
import { useCancelImport } from './import-queries.ts';

/** How far it is, with a way to stop it. One may leave the page meanwhile. */
export function ImportProgress({ contactImport }: { contactImport: ContactImport }) {
  const { t } = useTranslation(['imports', 'common']);
  const { id, place, rowCount } = contactImport;
  const state = workOf(contactImport);
  const cancel = useCancelImport(id);
  const share = rowCount > 0 ? Math.round((place / rowCount) * 100) : 0;
  return (
    <Card sx={{ p: { xs: 2, sm: 3 }, display: 'grid', gap: 2 }}>
      <Box>
        <Typography variant="h2">{t(`state.${state}`)}</Typography>
        <Typography sx={{ color: 'text.secondary', mt: 0.5, textWrap: 'pretty' }}>
          {t(`progress.${state}`)}
        </Typography>
      </Box>
      <FormError error={cancel.error} />
      <LinearProgress
        variant="determinate"
        value={share}
        aria-label={t(`state.${state}`)}
        sx={{ height: 8, borderRadius: 4 }}
      />
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('progress.rows', { place, count: rowCount })}
      </Typography>
      <ImportCounts contactImport={contactImport} />
      <Box>
        <Button
          variant="outlined"
          color="inherit"
          loading={cancel.isPending}
          onClick={() => cancel.mutate(undefined)}
        >
          {t('stop')}
        </Button>
      </Box>
    </Card>
  );
}

function workOf({ state }: ContactImport): 'checking' | 'running' | 'numbers' {
  return state === 'running' || state === 'numbers' ? state : 'checking';
}
