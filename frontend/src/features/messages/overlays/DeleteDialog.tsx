import { useQueryClient } from '@tanstack/react-query';
import type { Message } from '@ticketz/contract/messages';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { deleteLater } from '../delete-later.ts';
import { endSelection } from '../selection.ts';
import { hideOverlay } from './overlay.ts';

/** Asks before messages are deleted for everyone. */
export function DeleteDialog({ messages }: { messages: readonly Message[] }) {
  const { t } = useTranslation('messages');
  const queryClient = useQueryClient();
  return (
    <ConfirmDialog
      open
      title={t('delete.title', { count: messages.length })}
      text={t('delete.text')}
      confirmLabel={t('delete.submit')}
      pending={false}
      error={null}
      onClose={hideOverlay}
      onConfirm={() => {
        hideOverlay();
        endSelection();
        deleteLater(queryClient, messages);
      }}
    />
  );
}
