import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { useQuery } from '@tanstack/react-query';
import { type TicketEvent, type TicketTimes, ticketTimeNames } from '@ticketz/contract/ticket-timeline';
import type { Ticket } from '@ticketz/contract/tickets';
import { useTranslation } from 'react-i18next';
import { Fact } from '../../../features/contacts/details/ContactFacts.tsx';
import { queueSummariesQuery } from '../../../features/queues/queue-queries.ts';
import { ticketTimelineQuery } from '../../../features/tickets/ticket-timeline-query.ts';
import { formatDateTime } from '../../../lib/dates.ts';
import { formatDuration } from '../../../lib/duration.ts';
import { LoadFailed } from '../../../ui/LoadFailed.tsx';

function Times({ times }: { times: TicketTimes }) {
  const { t, i18n } = useTranslation('timeline');
  const lasting = (seconds: number) => formatDuration(seconds, i18n.language);
  return (
    <Box component="dl" sx={{ m: 0 }}>
      {ticketTimeNames.map((name) => {
        const time = times[name];
        if (!time) return null;
        return (
          <Fact key={name} label={t(`time.${name}`)}>
            {time.running ? t('soFar', { time: lasting(time.clock) }) : lasting(time.clock)}
            {time.opening === time.clock ? null : (
              <Box component="span" sx={{ display: 'block', typography: 'caption', color: 'text.secondary' }}>
                {t('inOpeningHours', { time: lasting(time.opening) })}
              </Box>
            )}
          </Fact>
        );
      })}
    </Box>
  );
}

function EventRow({ event }: { event: TicketEvent }) {
  const { t, i18n } = useTranslation('timeline');
  const { data: queues } = useQuery(queueSummariesQuery);
  const { kind, actor, assignee, queueId, at, score } = event;
  const queue = queueId ? (queues?.find(({ id }) => id === queueId)?.name ?? t('goneQueue')) : '';
  const byAnother = actor && assignee && actor.id !== assignee.id;
  const what = t(`event.${kind}`, {
    who: assignee?.name ?? '',
    has: assignee ? 'yes' : 'no',
    queue,
    in: queue ? 'yes' : 'no',
    score: String(score ?? ''),
  });
  const by = actor && (byAnother || kind !== 'accepted') ? t('by', { name: actor.name }) : null;
  return (
    <Box
      component="li"
      sx={{ py: 0.75, paddingInlineStart: 1.5, borderInlineStart: 2, borderColor: 'divider' }}
    >
      <Box sx={{ typography: 'body2', overflowWrap: 'anywhere' }}>{what}</Box>
      <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
        {[formatDateTime(new Date(at), i18n.language), by].filter(Boolean).join(' · ')}
      </Box>
    </Box>
  );
}

/** What happened to the ticket, newest last, under how long it took. */
export function TicketTimeline({ ticket }: { ticket: Ticket }) {
  const { data, error, refetch } = useQuery(ticketTimelineQuery(ticket));
  if (error && !data) return <LoadFailed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={88} />;
  return (
    <>
      <Times times={data.times} />
      <Box component="ol" sx={{ listStyle: 'none', m: 0, mt: 1, p: 0 }}>
        {data.events.map((event) => (
          <EventRow key={event.id} event={event} />
        ))}
      </Box>
    </>
  );
}
