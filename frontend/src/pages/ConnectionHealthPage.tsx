import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import type { Connection } from '@ticketz/contract/connections';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { StateBadge, StateExplanation } from '../features/connections/ConnectionState.tsx';
import { connectionsQuery } from '../features/connections/connection-queries.ts';
import { HealthFigures } from '../features/connections/health/HealthFigures.tsx';
import { Ledger } from '../features/connections/health/Ledger.tsx';
import { useDocumentTitle } from '../lib/document-title.ts';
import { SearchIcon } from '../ui/icons/SearchIcon.tsx';
import { Page } from '../ui/Page.tsx';
import { PageSkeleton } from '../ui/PageSkeleton.tsx';
import { QueryView } from '../ui/QueryView.tsx';
import { StatePanel } from '../ui/StatePanel.tsx';

/** How one connection is doing, and the proof that every message is there. */
export function ConnectionHealthPage() {
  const { connectionId = '' } = useParams();
  // The list is what events keep fresh.
  const query = useQuery(connectionsQuery);
  return (
    <QueryView query={query} skeleton={<PageSkeleton />}>
      {(connections) => {
        const connection = connections.find(({ id }) => id === connectionId);
        return connection ? <Health connection={connection} /> : <NoSuchConnection />;
      }}
    </QueryView>
  );
}

function Health({ connection }: { connection: Connection }) {
  const { t } = useTranslation('health');
  return (
    <Page
      title={t('title', { name: connection.name })}
      back={{ to: '/connections', label: t('back') }}
      width={1040}
    >
      <Box role="status">
        <StateBadge state={connection.state} />
        <StateExplanation connection={connection} />
      </Box>
      <HealthFigures connectionId={connection.id} />
      <Ledger connection={connection} />
    </Page>
  );
}

function NoSuchConnection() {
  const { t } = useTranslation('health');
  useDocumentTitle(t('gone.title'));
  return (
    <StatePanel
      headingLevel="h1"
      icon={<SearchIcon />}
      title={t('gone.title')}
      text={t('gone.text')}
      action={
        <Button variant="contained" component={Link} to="/connections">
          {t('gone.action')}
        </Button>
      }
    />
  );
}
