import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import { useQuery } from '@tanstack/react-query';
import type { Queue } from '@ticketz/contract/queues';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { connectionsQuery } from '../../features/connections/connection-queries.ts';
import { queuesQuery, useDeleteQueue, useOrderQueues } from '../../features/queues/queue-queries.ts';
import { usersQuery } from '../../features/users/user-queries.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { errorText } from '../../ui/error-text.ts';
import { AddIcon } from '../../ui/icons/AddIcon.tsx';
import { QueuesIcon } from '../../ui/icons/QueuesIcon.tsx';
import { Page } from '../../ui/Page.tsx';
import { CardsSkeleton } from '../../ui/PageSkeleton.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { StatePanel } from '../../ui/StatePanel.tsx';
import { showToast } from '../../ui/toast.ts';
import { QueueDialog } from './QueueDialog.tsx';
import { QueueRow } from './QueueRow.tsx';

/** The same ids with one of them moved by some places. */
function moved(ids: string[], id: string, by: number): string[] {
  const place = ids.indexOf(id);
  return ids.toSpliced(place, 1).toSpliced(place + by, 0, id);
}

/** The company's departments: who is in them, and which connections' customers come to them. */
export function QueuesPage() {
  const { t } = useTranslation(['queues', 'common']);
  const query = useQuery(queuesQuery);
  const { data: users = [] } = useQuery(usersQuery());
  const { data: connections = [] } = useQuery(connectionsQuery);
  const [edited, setEdited] = useState<Queue | 'new' | null>(null);
  const [doomed, setDoomed] = useState<Queue | null>(null);
  const remove = useDeleteQueue();
  const order = useOrderQueues();
  const add = (
    <Button variant="contained" startIcon={<AddIcon />} onClick={() => setEdited('new')}>
      {t('add')}
    </Button>
  );
  return (
    <Page title={t('title')} description={t('description')} action={add}>
      <QueryView query={query} skeleton={<CardsSkeleton height={88} count={3} />}>
        {(queues) => {
          if (queues.length === 0) {
            return <StatePanel icon={<QueuesIcon />} title={t('none')} text={t('noneText')} />;
          }
          const ids = queues.map(({ id }) => id);
          return (
            <Card component="ol" aria-label={t('title')} sx={{ p: 0, m: 0, listStyle: 'none' }}>
              {queues.map((queue, place) => (
                <QueueRow
                  key={queue.id}
                  queue={queue}
                  members={users.filter(({ id }) => queue.userIds.includes(id))}
                  connections={connections.filter(({ id }) => queue.connectionIds.includes(id))}
                  first={place === 0}
                  last={place === ids.length - 1}
                  onMove={(by) =>
                    order.mutate(moved(ids, queue.id, by), {
                      onError: (error) => showToast({ text: errorText(error) }),
                    })
                  }
                  onEdit={() => setEdited(queue)}
                  onDelete={() => setDoomed(queue)}
                />
              ))}
            </Card>
          );
        }}
      </QueryView>
      {edited ? (
        <QueueDialog
          known={edited === 'new' ? null : edited}
          users={users}
          connections={connections}
          onClose={() => setEdited(null)}
        />
      ) : null}
      <ConfirmDialog
        open={doomed !== null}
        title={t('deleteTitle', { name: doomed?.name ?? '' })}
        text={t('deleteText')}
        confirmLabel={t('common:action.delete')}
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => doomed && remove.mutate(doomed.id, { onSuccess: () => setDoomed(null) })}
        onClose={() => setDoomed(null)}
      />
    </Page>
  );
}
