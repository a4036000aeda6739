import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import type { ContactImport } from '@ticketz/contract/contact-imports';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { FormError } from '../../ui/forms/FormError.tsx';
import { DownloadIcon } from '../../ui/icons/DownloadIcon.tsx';
import { ImportCounts } from './ImportCounts.tsx';
import { ImportRows } from './ImportRows.tsx';
import { useStartImport } from './import-queries.ts';

interface ImportResultProps {
  contactImport: ContactImport;
  /** Wants other settings. */
  onChange: () => void;
}

/** What came of it, or would: how many, which rows are wrong, and what to do next. */
export function ImportResult({ contactImport, onChange }: ImportResultProps) {
  const { t, i18n } = useTranslation('imports');
  const { id, state, counts } = contactImport;
  const start = useStartImport(id);
  const good = counts.created + counts.updated;
  const problems = counts.wrong + counts.skipped;
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 3 }}>
      <Card sx={{ p: { xs: 2, sm: 3 }, display: 'grid', gap: 2 }}>
        <Box role="status">
          <Typography variant="h2">{t(`state.${state}`)}</Typography>
          <Typography sx={{ color: 'text.secondary', mt: 0.5, textWrap: 'pretty' }}>
            {t(state === 'checked' && good === 0 ? 'result.nothing' : `result.${stateText(state)}`)}
          </Typography>
        </Box>
        <ImportCounts contactImport={contactImport} />
        <FormError error={start.error} />
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {state === 'checked' ? (
            <>
              {good > 0 ? (
                <Button variant="contained" loading={start.isPending} onClick={() => start.mutate(undefined)}>
                  {t('start', { count: good })}
                </Button>
              ) : null}
              <Button onClick={onChange}>{t('change')}</Button>
            </>
          ) : (
            <>
              <Button component={Link} to="/contacts" variant="contained">
                {t('toContacts')}
              </Button>
              <Button component={Link} to="/contacts/import">
                {t('another')}
              </Button>
            </>
          )}
          {problems > 0 ? (
            <Button
              component="a"
              href={`/api/files/exports/imports/${id}?language=${i18n.language}`}
              download
              startIcon={<DownloadIcon />}
            >
              {t('problems', { count: problems })}
            </Button>
          ) : null}
        </Box>
      </Card>
      {counts.wrong > 0 ? <ImportRows contactImport={contactImport} outcome="wrong" /> : null}
      {counts.skipped > 0 ? <ImportRows contactImport={contactImport} outcome="skipped" /> : null}
      {state === 'checked' && counts.created > 0 ? (
        <ImportRows contactImport={contactImport} outcome="created" />
      ) : null}
      {state === 'checked' && counts.updated > 0 ? (
        <ImportRows contactImport={contactImport} outcome="updated" />
      ) : null}
    </Box>
  );
}

function stateText(state: ContactImport['state']): 'checked' | 'done' | 'cancelled' | 'failed' {
  return state === 'checked' || state === 'cancelled' || state === 'failed' ? state : 'done';
}
