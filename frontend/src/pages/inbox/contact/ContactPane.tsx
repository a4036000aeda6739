import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Ticket, ticketEndpoints } from '@ticketz/contract/tickets';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { callApi } from '../../../api/call-api.ts';
import { contactQuery } from '../../../features/contacts/contact-queries.ts';
import { ContactFacts, Fact } from '../../../features/contacts/details/ContactFacts.tsx';
import { EditableName } from '../../../features/contacts/EditableName.tsx';
import { QueueLabel } from '../../../features/queues/QueueMark.tsx';
import { TagPicker } from '../../../features/tags/TagPicker.tsx';
import { applyTicket } from '../../../features/tickets/ticket-cache.ts';
import { loadFindTexts } from '../../../i18n/i18n.ts';
import { formatDateTime } from '../../../lib/dates.ts';
import { CloseIcon } from '../../../ui/icons/CloseIcon.tsx';
import { LoadFailed } from '../../../ui/LoadFailed.tsx';
import { PersonAvatar } from '../../../ui/PersonAvatar.tsx';

const ContactExtras = lazy(async () => {
  const [extras] = await Promise.all([import('./ContactExtras.tsx'), loadFindTexts()]);
  return { default: extras.ContactExtras };
});

const GroupPart = lazy(async () => {
  const [part] = await Promise.all([import('./GroupPart.tsx'), loadFindTexts()]);
  return { default: part.GroupPart };
});

function Section({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <Box component="section" sx={{ px: 3, py: 1.5, borderTop: 1, borderColor: 'divider' }}>
      {title ? (
        <Typography variant="body2" component="h3" sx={{ fontWeight: 600, pt: 0.5 }}>
          {title}
        </Typography>
      ) : null}
      {children}
    </Box>
  );
}

function PersonFacts({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation('contacts');
  const { data, error, refetch } = useQuery(contactQuery(ticket.contact.id));
  if (error && !data) return <LoadFailed error={error} onRetry={() => void refetch()} />;
  return (
    <Section>
      {data ? (
        <ContactFacts contact={data} />
      ) : (
        <Box aria-busy sx={{ display: 'grid', gap: 2, py: 1 }}>
          {['55%', '30%', '70%'].map((width) => (
            <Skeleton key={width} width={width} />
          ))}
        </Box>
      )}
      <Box component="dl" sx={{ m: 0 }}>
        <Fact label={t('tickets')}>
          {data ? t('ticketCount', { count: data.ticketCount }) : <Skeleton width="30%" />}
        </Fact>
      </Box>
    </Section>
  );
}

function TicketTags({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation('directory');
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: (tagIds: string[]) =>
      callApi(ticketEndpoints.setTicketTags, { params: { ticketId: ticket.id }, body: { tagIds } }),
    onSuccess: (next) => applyTicket(queryClient, next),
  });
  return <TagPicker label={t('ticket.tags')} value={ticket.tagIds} disabled={isPending} onChange={mutate} />;
}

function TicketFacts({ ticket }: { ticket: Ticket }) {
  const { t, i18n } = useTranslation(['contacts', 'tickets']);
  const when = (at: string) => formatDateTime(new Date(at), i18n.language);
  return (
    <Section title={t('thisTicket')}>
      <Box sx={{ mt: 1.5, mb: 0.5 }}>
        <TicketTags ticket={ticket} />
      </Box>
      <Box component="dl" sx={{ m: 0 }}>
        <Fact label={t('number')}>#{ticket.number}</Fact>
        <Fact label={t('status')}>{t(`tickets:status.${ticket.status}`)}</Fact>
        <Fact label={t('assignee')}>{ticket.assignee?.name ?? t('nobody')}</Fact>
        {ticket.queueId ? (
          <Fact label={t('queue')}>
            <QueueLabel queueId={ticket.queueId} />
          </Fact>
        ) : null}
        <Fact label={t('connection')}>{ticket.connection.name}</Fact>
        <Fact label={t('opened')}>{when(ticket.createdAt)}</Fact>
        {ticket.acceptedAt ? <Fact label={t('accepted')}>{when(ticket.acceptedAt)}</Fact> : null}
        {ticket.closedAt ? <Fact label={t('closed')}>{when(ticket.closedAt)}</Fact> : null}
      </Box>
    </Section>
  );
}

/** Who the customer is, and the ticket's own facts. */
export function ContactPane({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const { t } = useTranslation(['contacts', 'common']);
  const { contact } = ticket;
  return (
    <Box
      component="section"
      aria-label={t('label')}
      sx={{ height: '100%', overflowY: 'auto', bgcolor: 'background.paper' }}
    >
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          minHeight: 64,
          paddingInlineStart: 3,
          paddingInlineEnd: 1,
        }}
      >
        <Typography variant="h3" component="h2" sx={{ flex: 1 }}>
          {t('label')}
        </Typography>
        <IconButton aria-label={t('hide')} onClick={onClose} sx={{ color: 'text.secondary' }}>
          <CloseIcon />
        </IconButton>
      </Box>
      <Box sx={{ display: 'flex', flexDirection: 'column', alignItems: 'center', gap: 1.5, px: 3, pb: 3 }}>
        <PersonAvatar id={contact.id} name={contact.name} size={88} />
        <EditableName key={contact.id} contact={contact} />
        {ticket.group ? null : (
          <Button size="small" component={Link} to={`/contacts/${contact.id}`}>
            {t('openPage')}
          </Button>
        )}
      </Box>
      {ticket.group ? (
        <Suspense fallback={<Box sx={{ height: 160 }} />}>
          <GroupPart key={contact.id} groupId={contact.id} />
        </Suspense>
      ) : (
        <PersonFacts ticket={ticket} />
      )}
      <TicketFacts ticket={ticket} />
      <Suspense>
        <ContactExtras key={ticket.id} ticket={ticket} />
      </Suspense>
    </Box>
  );
}
