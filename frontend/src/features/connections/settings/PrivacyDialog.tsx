import DialogContent from '@mui/material/DialogContent';
import { useQuery } from '@tanstack/react-query';
import type { Connection } from '@ticketz/contract/connections';
import { useTranslation } from 'react-i18next';
import { AppDialog } from '../../../ui/AppDialog.tsx';
import { CardsSkeleton } from '../../../ui/PageSkeleton.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { PrivacyForm } from './PrivacyForm.tsx';
import { privacyQuery } from './privacy-queries.ts';

/** What WhatsApp shows of the account, asked of WhatsApp each time it is opened. */
export function PrivacyDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const { t } = useTranslation('behaviour');
  const query = useQuery(privacyQuery(connection.id));
  return (
    <AppDialog open maxWidth="sm" title={t('privacy.title', { name: connection.name })} onClose={onClose}>
      <QueryView
        query={query}
        skeleton={
          <DialogContent>
            <CardsSkeleton height={44} count={6} />
          </DialogContent>
        }
      >
        {(privacy) => <PrivacyForm connectionId={connection.id} privacy={privacy} onClose={onClose} />}
      </QueryView>
    </AppDialog>
  );
}
