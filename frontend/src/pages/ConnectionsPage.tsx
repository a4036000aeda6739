import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import type { Connection } from '@ticketz/contract/connections';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { aboutQuery } from '../api/about-query.ts';
import { ConnectionCard } from '../features/connections/ConnectionCard.tsx';
import { ConnectionNameDialog } from '../features/connections/ConnectionNameDialog.tsx';
import { connectionsQuery } from '../features/connections/connection-queries.ts';
import { LinkDialog } from '../features/connections/link/LinkDialog.tsx';
import { SetupGuide } from '../features/connections/SetupGuide.tsx';
import { useCreateConnection } from '../features/connections/use-connection-commands.ts';
import { AddIcon } from '../ui/icons/AddIcon.tsx';
import { PhoneIcon } from '../ui/icons/PhoneIcon.tsx';
import { Page } from '../ui/Page.tsx';
import { CardsSkeleton } from '../ui/PageSkeleton.tsx';
import { QueryView } from '../ui/QueryView.tsx';
import { StatePanel } from '../ui/StatePanel.tsx';

export function ConnectionsPage() {
  const { t } = useTranslation('connections');
  const query = useQuery(connectionsQuery);
  const { data: about } = useQuery(aboutQuery);
  const create = useCreateConnection();
  const [creating, setCreating] = useState(false);
  const [linkingId, setLinkingId] = useState<string | null>(null);
  const [linkOpen, setLinkOpen] = useState(false);

  function openLink(connection: Connection): void {
    setCreating(false);
    setLinkingId(connection.id);
    setLinkOpen(true);
  }

  /** The first step of the guide: goes on with the connection there is, if there is one. */
  function connectFirst(): void {
    const [first] = query.data ?? [];
    if (first) openLink(first);
    else setCreating(true);
  }

  const linking = query.data?.find(({ id }) => id === linkingId);
  return (
    <Page
      title={t('page.title')}
      description={t('page.description')}
      action={
        query.data?.length === 0 ? null : (
          <Button variant="contained" startIcon={<AddIcon />} onClick={() => setCreating(true)}>
            {t('page.add')}
          </Button>
        )
      }
    >
      <QueryView query={query} skeleton={<CardsSkeleton height={168} count={2} />}>
        {(connections) => (
          <>
            <SetupGuide onConnect={connectFirst}>
              {connections.length === 0 ? <NoConnections onConnect={() => setCreating(true)} /> : null}
            </SetupGuide>
            {connections.length === 0 ? null : (
              <Box component="ul" aria-label={t('list')} sx={{ display: 'grid', gap: 2, p: 0, m: 0 }}>
                {connections.map((connection) => (
                  <ConnectionCard
                    key={connection.id}
                    connection={connection}
                    onLink={() => openLink(connection)}
                  />
                ))}
              </Box>
            )}
          </>
        )}
      </QueryView>
      <ConnectionNameDialog
        open={creating}
        title={t('create.title')}
        submitLabel={t('create.submit')}
        initialName=""
        save={(name) => create.mutateAsync({ name })}
        onSaved={openLink}
        onClose={() => setCreating(false)}
      />
      {linking ? (
        <LinkDialog
          key={linking.id}
          connection={linking}
          open={linkOpen}
          demoPhoneUrl={about?.demoPhoneUrl ?? null}
          onClose={() => setLinkOpen(false)}
        />
      ) : null}
    </Page>
  );
}

function NoConnections({ onConnect }: { onConnect: () => void }) {
  const { t } = useTranslation('connections');
  return (
    <StatePanel
      icon={<PhoneIcon />}
      title={t('empty.title')}
      text={t('empty.text')}
      action={
        <Button variant="contained" onClick={onConnect}>
          {t('empty.action')}
        </Button>
      }
    />
  );
}
