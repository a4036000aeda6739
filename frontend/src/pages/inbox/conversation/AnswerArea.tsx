import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import type { Ticket } from '@ticketz/contract/tickets';
import { lazy, type ReactNode, type RefObject, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../api/session.ts';
import { startNote, useComposeMode } from '../../../features/messages/compose-mode.ts';
import {
  assignTicket,
  isAnswerable,
  isOthers,
  type TicketAction,
} from '../../../features/tickets/ticket-actions.ts';
import { loadComposeTexts } from '../../../i18n/i18n.ts';
import { LockIcon } from '../../../ui/icons/LockIcon.tsx';

/** It comes after the conversation is there. */
const Composer = lazy(async () => {
  const [{ Composer: composer }] = await Promise.all([import('./Composer.tsx'), loadComposeTexts()]);
  return { default: composer };
});

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

/** One step for who leads: the ticket becomes theirs. */
function TakeOver({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation('messages');
  const queryClient = useQueryClient();
  const me = useMe();
  const [busy, setBusy] = useState(false);
  async function take(): Promise<void> {
    if (!me) return;
    setBusy(true);
    await assignTicket(queryClient, ticket.id, me.id);
    setBusy(false);
  }
  return (
    <Button variant="contained" loading={busy} onClick={() => void take()}>
      {t('composer.takeOver')}
    </Button>
  );
}

/** Under the conversation: where to write, or what has to be done before one can. */
export function AnswerArea({ ticket, inputRef, busy, onAction, onFiles }: AnswerAreaProps) {
  const { t } = useTranslation('messages');
  const me = useMe();
  const { contact, assignee, status } = ticket;
  const noting = useComposeMode(ticket.id)?.type === 'note';
  if (!noting && !isAnswerable(ticket)) {
    const action = status === 'pending' ? 'accept' : 'reopen';
    return (
      <Notice
        text={status === 'pending' ? t('composer.pending', { name: contact.name }) : t('composer.closed')}
        action={
          <>
            <Button variant="contained" loading={busy === action} onClick={() => onAction(action)}>
              {t(`composer.${action}`)}
            </Button>
            <Button startIcon={<LockIcon />} onClick={() => startNote(ticket.id)}>
              {t('composer.note')}
            </Button>
          </>
        }
      />
    );
  }
  if (!noting && assignee && isOthers(ticket, me)) {
    return (
      <Notice
        text={t('composer.othersOnly', { name: assignee.name })}
        action={
          <>
            <TakeOver ticket={ticket} />
            <Button startIcon={<LockIcon />} onClick={() => startNote(ticket.id)}>
              {t('composer.note')}
            </Button>
          </>
        }
      />
    );
  }
  return (
    <>
      {assignee && assignee.id !== me?.id && !noting ? (
        <Box sx={{ px: 2, pt: 1, typography: 'caption', color: 'text.secondary', textAlign: 'center' }}>
          {t('composer.others', { name: assignee.name })}
        </Box>
      ) : null}
      <Suspense fallback={<Box sx={{ height: 104, flex: 'none' }} />}>
        <Composer ticket={ticket} inputRef={inputRef} onFiles={onFiles} />
      </Suspense>
    </>
  );
}
