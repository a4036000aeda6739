import Box from '@mui/material/Box';
import DialogContent from '@mui/material/DialogContent';
import Skeleton from '@mui/material/Skeleton';
import { useQuery } from '@tanstack/react-query';
import { type Message, messageEndpoints } from '@ticketz/contract/messages';
import { useTranslation } from 'react-i18next';
import { callApi } from '../../../api/call-api.ts';
import { formatDateTime } from '../../../lib/dates.ts';
import { AppDialog } from '../../../ui/AppDialog.tsx';
import { LoadFailed } from '../../../ui/LoadFailed.tsx';
import { MessageText } from '../MessageText.tsx';
import { hideOverlay } from './overlay.ts';

function Version({ text, at, now }: { text: string; at: string; now?: boolean }) {
  const { t, i18n } = useTranslation('messages');
  return (
    <Box component="li" sx={{ py: 1.25, borderTop: 1, borderColor: 'divider' }}>
      <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
        {now ? t('edited.now') : formatDateTime(new Date(at), i18n.language)}
      </Box>
      <MessageText text={text} />
    </Box>
  );
}

/** The texts that a message has had, the newest first. */
export function EditsDialog({ message }: { message: Message }) {
  const { t } = useTranslation('messages');
  const { ticketId, id, version } = message;
  const edits = useQuery({
    queryKey: ['message-edits', id, version],
    queryFn: ({ signal }) =>
      callApi(messageEndpoints.listMessageEdits, { params: { ticketId, messageId: id } }, { signal }),
  });
  return (
    <AppDialog open title={t('edited.title')} onClose={hideOverlay}>
      <DialogContent sx={{ pt: 0 }}>
        <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          <Version text={message.text} at={message.editedAt ?? message.sentAt} now />
          {edits.data?.items.toReversed().map(({ text, writtenAt }) => (
            <Version key={writtenAt} text={text} at={writtenAt} />
          ))}
        </Box>
        {edits.isPending ? <Skeleton height={48} /> : null}
        {edits.isError ? <LoadFailed error={edits.error} onRetry={() => void edits.refetch()} /> : null}
      </DialogContent>
    </AppDialog>
  );
}
