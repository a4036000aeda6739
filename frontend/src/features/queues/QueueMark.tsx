import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import type { QueueSummary } from '@ticketz/contract/queues';
import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { tagHues } from '../tags/tag-colors.ts';
import { queueSummariesQuery } from './queue-queries.ts';

function useQueue(queueId: string | null): QueueSummary | undefined {
  const { data: queues } = useQuery({ ...queueSummariesQuery, enabled: queueId !== null });
  return queues?.find(({ id }) => id === queueId);
}

/** A bar in the queue's colour at the edge of a ticket's row, with the name for who can't see it. */
export function QueueBar({ queueId }: { queueId: string | null }) {
  const { t } = useTranslation('tickets');
  const queue = useQueue(queueId);
  if (!queue) return null;
  return (
    <>
      <Box
        component="span"
        aria-hidden
        title={queue.name}
        sx={{
          position: 'absolute',
          insetInlineStart: 3,
          top: 14,
          bottom: 14,
          width: 4,
          borderRadius: 2,
          bgcolor: tagHues[queue.color],
        }}
      />
      <VisuallyHidden>{t('inQueue', { name: queue.name })}</VisuallyHidden>
    </>
  );
}

/** The queue's colour and name, in a line of text; followed by a dot where more comes. */
export function QueueLabel({ queueId, more = '' }: { queueId: string | null; more?: string }) {
  const queue = useQueue(queueId);
  if (!queue) return null;
  return (
    <>
      <Box
        component="span"
        aria-hidden
        sx={{
          display: 'inline-block',
          width: 9,
          height: 9,
          borderRadius: '50%',
          marginInlineEnd: 0.5,
          bgcolor: tagHues[queue.color],
        }}
      />
      {queue.name}
      {more}
    </>
  );
}
