import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogContent from '@mui/material/DialogContent';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { botVersionsQuery, useRestoreVersion } from '../../features/chatbot/bot-queries.ts';
import { AppDialog } from '../../ui/AppDialog.tsx';
import { CardRow } from '../../ui/CardRow.tsx';
import { FormError } from '../../ui/forms/FormError.tsx';
import { CardsSkeleton } from '../../ui/PageSkeleton.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { showToast } from '../../ui/toast.ts';

/** What was published; any of it comes back as the draft. */
export function VersionsDialog({ menuId, onClose }: { menuId: string; onClose: () => void }) {
  const { t, i18n } = useTranslation('bot');
  const query = useQuery(botVersionsQuery(menuId));
  const restore = useRestoreVersion(menuId);
  const when = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <AppDialog open title={t('versions.title')} onClose={onClose} maxWidth="sm">
      <DialogContent>
        <FormError error={restore.error} />
        <QueryView query={query} skeleton={<CardsSkeleton height={64} count={2} />}>
          {(versions) =>
            versions.length === 0 ? (
              <p>{t('versions.none')}</p>
            ) : (
              <Box component="ul" aria-label={t('versions.title')} sx={{ m: 0, p: 0, listStyle: 'none' }}>
                {versions.map(({ number, at, by, options }) => (
                  <CardRow key={number} height={64}>
                    <Box sx={{ flex: 1, minWidth: 0 }}>
                      <strong>{t('versions.number', { number })}</strong>
                      <Box sx={{ color: 'text.secondary', typography: 'body2' }}>
                        {[when.format(new Date(at)), by?.name, t('versions.options', { count: options })]
                          .filter(Boolean)
                          .join(' · ')}
                      </Box>
                    </Box>
                    <Button
                      size="small"
                      aria-label={t('versions.restoreNumber', { number })}
                      onClick={() =>
                        restore.mutate(number, {
                          onSuccess: () => {
                            showToast({ text: t('versions.restored', { number }) });
                            onClose();
                          },
                        })
                      }
                    >
                      {t('versions.restore')}
                    </Button>
                  </CardRow>
                ))}
              </Box>
            )
          }
        </QueryView>
      </DialogContent>
    </AppDialog>
  );
}
