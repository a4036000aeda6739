import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Chip from '@mui/material/Chip';
import { useQuery } from '@tanstack/react-query';
import { contactMergeEndpoints } from '@ticketz/contract/contact-merges';
import type { Contact } from '@ticketz/contract/contacts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router-dom';
import { useMe } from '../api/session.ts';
import { may } from '../features/auth/may.ts';
import { contactQuery } from '../features/contacts/contact-queries.ts';
import { ContactFacts } from '../features/contacts/details/ContactFacts.tsx';
import { ContactMenu } from '../features/contacts/details/ContactMenu.tsx';
import { MergeHistory } from '../features/contacts/merge/MergeHistory.tsx';
import { NewTicketDialog } from '../features/tickets/new-ticket/NewTicketDialog.tsx';
import { Page } from '../ui/Page.tsx';
import { PageSkeleton } from '../ui/PageSkeleton.tsx';
import { PersonAvatar } from '../ui/PersonAvatar.tsx';
import { QueryView } from '../ui/QueryView.tsx';

/** One contact, with everything that can be done with them. */
export function ContactPage() {
  const { contactId = '' } = useParams();
  const query = useQuery(contactQuery(contactId));
  return (
    <QueryView query={query} skeleton={<PageSkeleton />}>
      {(contact) => <Shown key={contact.id} contact={contact} />}
    </QueryView>
  );
}

function Shown({ contact }: { contact: Contact }) {
  const { t } = useTranslation(['directory', 'contacts']);
  const navigate = useNavigate();
  const [writing, setWriting] = useState(false);
  const me = useMe();
  return (
    <Page
      title={contact.name}
      back={{ to: '/contacts', label: t('list.title') }}
      description={
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
          {t('contacts:ticketCount', { count: contact.ticketCount })}
          {contact.blocked ? <Chip size="small" label={t('contact.blocked')} /> : null}
        </Box>
      }
      action={
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
          <PersonAvatar id={contact.id} name={contact.name} size={48} />
          <Button variant="contained" onClick={() => setWriting(true)}>
            {t('newTicket.submit')}
          </Button>
          <ContactMenu contact={contact} onDeleted={() => void navigate('/contacts')} />
        </Box>
      }
    >
      <Card sx={{ p: { xs: 2, sm: 3 } }}>
        <ContactFacts contact={contact} />
      </Card>
      {may(me, contactMergeEndpoints.listMerges) ? <MergeHistory contactId={contact.id} /> : null}
      {writing ? <NewTicketDialog contact={contact} onClose={() => setWriting(false)} /> : null}
    </Page>
  );
}
