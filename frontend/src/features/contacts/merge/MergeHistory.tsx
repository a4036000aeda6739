import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '../../../lib/dates.ts';
import { FormError } from '../../../ui/forms/FormError.tsx';
import { showToast } from '../../../ui/toast.ts';
import { mergesQuery, useUndoMerge } from './merge-queries.ts';

/** Who was merged into this contact, with a way back. */
export function MergeHistory({ contactId }: { contactId: string }) {
  const { t, i18n } = useTranslation('directory');
  const { data: merges = [] } = useQuery(mergesQuery(contactId));
  const undo = useUndoMerge();
  if (merges.length === 0) return null;
  return (
    <Box component="section" aria-label={t('merge.past')} sx={{ mt: 3 }}>
      <Typography variant="h2" sx={{ mb: 1 }}>
        {t('merge.past')}
      </Typography>
      <FormError error={undo.error} />
      {merges.map((merge) => (
        <Box key={merge.id} sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 1, py: 0.5 }}>
          <Box sx={{ flex: 1, minWidth: 200, overflowWrap: 'anywhere' }}>
            <Typography>{merge.gone.name}</Typography>
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {[formatDateTime(new Date(merge.mergedAt), i18n.language), merge.by]
                .filter(Boolean)
                .join(' · ')}
            </Typography>
          </Box>
          {merge.undoable ? (
            <Button
              variant="outlined"
              loading={undo.isPending}
              onClick={() =>
                undo.mutate(merge, {
                  onSuccess: () => showToast({ text: t('merge.undone', { name: merge.gone.name }) }),
                })
              }
            >
              {t('merge.undo')}
            </Button>
          ) : null}
        </Box>
      ))}
    </Box>
  );
}
