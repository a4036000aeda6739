import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { Ticket } from '@ticketz/contract/tickets';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { contactQuery } from '../../../features/contacts/contact-queries.ts';
import { EditableName } from '../../../features/contacts/EditableName.tsx';
import { formatDateTime } from '../../../lib/dates.ts';
import { usePhoneFormat } from '../../../lib/phone-format.ts';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { CloseIcon } from '../../../ui/icons/CloseIcon.tsx';
import { LoadFailed } from '../../../ui/LoadFailed.tsx';
import { PersonAvatar } from '../../../ui/PersonAvatar.tsx';

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Box sx={{ py: 1 }}>
      <Box component="dt" sx={{ typography: 'caption', color: 'text.secondary' }}>
        {label}
      </Box>
      <Box component="dd" sx={{ m: 0, overflowWrap: 'anywhere' }}>
        {children}
      </Box>
    </Box>
  );
}

function Section({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <Box component="section" sx={{ px: 3, py: 1.5, borderTop: 1, borderColor: 'divider' }}>
      {title ? (
        <Typography variant="body2" component="h3" sx={{ fontWeight: 600, pt: 0.5 }}>
          {title}
        </Typography>
      ) : null}
      <Box component="dl" sx={{ m: 0 }}>
        {children}
      </Box>
    </Box>
  );
}

function PersonFacts({ ticket }: { ticket: Ticket }) {
  const { t, i18n } = useTranslation('contacts');
  const format = usePhoneFormat();
  const { data, error, refetch } = useQuery(contactQuery(ticket.contact.id));
  if (error && !data) return <LoadFailed error={error} onRetry={() => void refetch()} />;
  const phone = ticket.contact.phoneNumber;
  const lid = data?.identities.find(({ kind }) => kind === 'lid');
  return (
    <Section>
      <Fact label={t('phone')}>
        {phone ? (
          <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 1 }}>
            <span dir="ltr">{format(phone)}</span>
            <CopyButton size="small" text={`+${phone}`} aria-label={t('copyPhone')} />
          </Box>
        ) : (
          t('noPhone')
        )}
      </Fact>
      <Fact label={t('pushName')}>{data ? (data.pushName ?? '–') : <Skeleton width="55%" />}</Fact>
      {!phone && lid ? <Fact label={t('lid')}>{lid.value}</Fact> : null}
      <Fact label={t('tickets')}>
        {data ? t('ticketCount', { count: data.ticketCount }) : <Skeleton width="30%" />}
      </Fact>
      <Fact label={t('since')}>
        {data ? formatDateTime(new Date(data.createdAt), i18n.language) : <Skeleton width="70%" />}
      </Fact>
    </Section>
  );
}

function TicketFacts({ ticket }: { ticket: Ticket }) {
  const { t, i18n } = useTranslation(['contacts', 'tickets']);
  const when = (at: string) => formatDateTime(new Date(at), i18n.language);
  return (
    <Section title={t('thisTicket')}>
      <Fact label={t('number')}>#{ticket.number}</Fact>
      <Fact label={t('status')}>{t(`tickets:status.${ticket.status}`)}</Fact>
      <Fact label={t('assignee')}>{ticket.assignee?.name ?? t('nobody')}</Fact>
      <Fact label={t('connection')}>{ticket.connection.name}</Fact>
      <Fact label={t('opened')}>{when(ticket.createdAt)}</Fact>
      {ticket.acceptedAt ? <Fact label={t('accepted')}>{when(ticket.acceptedAt)}</Fact> : null}
      {ticket.closedAt ? <Fact label={t('closed')}>{when(ticket.closedAt)}</Fact> : null}
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
      </Box>
      <PersonFacts ticket={ticket} />
      <TicketFacts ticket={ticket} />
    </Box>
  );
}
