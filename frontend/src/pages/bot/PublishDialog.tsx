import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import type { BotMenu } from '@ticketz/contract/bot-menus';
import { useTranslation } from 'react-i18next';
import { usePublishMenu } from '../../features/chatbot/bot-queries.ts';
import { changesOf } from '../../features/chatbot/tree-edits.ts';
import { AppDialog } from '../../ui/AppDialog.tsx';
import { FormError } from '../../ui/forms/FormError.tsx';
import { showToast } from '../../ui/toast.ts';

/** Says what customers will get that they don't get now, and publishes it. */
export function PublishDialog({ menu, onClose }: { menu: BotMenu; onClose: () => void }) {
  const { t, i18n } = useTranslation(['bot', 'common']);
  const publish = usePublishMenu(menu);
  const changes = changesOf(menu.live, menu.draft);
  const list = (names: string[]) => new Intl.ListFormat(i18n.language).format(names);
  const lines = (['added', 'changed', 'removed'] as const)
    .filter((kind) => changes[kind].length > 0)
    .map((kind) => t(`publish.${kind}`, { names: list(changes[kind]) }));
  if (changes.main) lines.unshift(t('publish.main'));
  return (
    <AppDialog open title={t('publish.title')} onClose={onClose}>
      <DialogContent>
        <FormError error={publish.error} />
        <DialogContentText>{t(menu.live ? 'publish.text' : 'publish.first')}</DialogContentText>
        <Box component="ul" sx={{ pl: 2.5, mb: 0, overflowWrap: 'anywhere' }}>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('common:action.cancel')}</Button>
        <Button
          variant="contained"
          loading={publish.isPending}
          onClick={() =>
            publish.mutate(undefined, {
              onSuccess: () => {
                showToast({ text: t('publish.done') });
                onClose();
              },
            })
          }
        >
          {t('publish.now')}
        </Button>
      </DialogActions>
    </AppDialog>
  );
}
