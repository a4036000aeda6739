import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { Ticket } from '@ticketz/contract/tickets';
import type { ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../api/session.ts';
import type { TicketAction } from '../../../features/tickets/ticket-actions.ts';
import { Composer } from './Composer.tsx';

interface AnswerAreaProps {
  ticket: Ticket;
  inputRef: RefObject<HTMLTextAreaElement | null>;
  busy: TicketAction | null;
  onAction: (action: TicketAction) => void;
  onFiles: (files: File[]) => void;
}

function Notice({ text, action }: { text: string; action?: ReactNode }) {
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        justifyContent: 'center',
        gap: 1.5,
        px: 2,
        py: 1.5,
        minHeight: 64,
        borderTop: 1,
        borderColor: 'divider',
        bgcolor: 'background.paper',
        color: 'text.secondary',
        textAlign: 'center',
      }}
    >
      {text}
      {action}
    </Box>
  );
}

/** Under the conversation: where to write, or what has to be done before one can. */
export function AnswerArea({ ticket, inputRef, busy, onAction, onFiles }: AnswerAreaProps) {
  const { t } = useTranslation('messages');
  const me = useMe();
  const { contact, assignee, status } = ticket;
  if (status === 'pending' || status === 'closed') {
    const action = status === 'pending' ? 'accept' : 'reopen';
    return (
      <Notice
        text={status === 'pending' ? t('composer.pending', { name: contact.name }) : t('composer.closed')}
        action={
          <Button variant="contained" loading={busy === action} onClick={() => onAction(action)}>
            {t(`composer.${action}`)}
          </Button>
        }
      />
    );
  }
  return (
    <>
      {assignee && assignee.id !== me?.id ? (
        <Box sx={{ px: 2, pt: 1, typography: 'caption', color: 'text.secondary', textAlign: 'center' }}>
          {t('composer.others', { name: assignee.name })}
        </Box>
      ) : null}
      <Composer ticketId={ticket.id} contactName={contact.name} inputRef={inputRef} onFiles={onFiles} />
    </>
  );
}
