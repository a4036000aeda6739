import Box from '@mui/material/Box';
import type { MessageHit } from '@ticketz/contract/search';
import type { Ticket } from '@ticketz/contract/tickets';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatListTime } from '../../lib/dates.ts';
import { usePhoneFormat } from '../../lib/phone-format.ts';
import { atMostLines, oneLine } from '../../ui/cut-lines.ts';
import { OptionRow } from '../../ui/OptionRow.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { jumpTo } from '../messages/jump.ts';
import { MarkedText } from './MarkedText.tsx';

export type Result =
  | { type: 'contact' | 'ticket'; key: string; ticket: Ticket }
  | { type: 'message'; key: string; hit: MessageHit };

interface ResultOptionProps {
  id: string;
  result: Result;
  active: boolean;
  selected: boolean;
  onOpen: () => void;
}

const twoLines = atMostLines(2);

function Lines({ name, at, children }: { name: string; at: string; children: ReactNode }) {
  const { i18n } = useTranslation();
  return (
    <Box sx={{ flex: 1, minWidth: 0 }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'baseline' }}>
        <Box dir="auto" sx={{ ...oneLine, flex: 1, fontWeight: 600, textAlign: 'start' }}>
          {name}
        </Box>
        <Box sx={{ typography: 'caption', color: 'text.secondary', flex: 'none' }}>
          {formatListTime(new Date(at), i18n.language)}
        </Box>
      </Box>
      {children}
    </Box>
  );
}

function TicketLines({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation('tickets');
  const format = usePhoneFormat();
  const { name, phoneNumber } = ticket.contact;
  const facts = [
    phoneNumber ? format(phoneNumber) : null,
    t('numberAndStatus', { number: String(ticket.number), status: t(`status.${ticket.status}`) }),
  ];
  return (
    <Lines name={name} at={ticket.lastMessageAt}>
      <Box sx={{ ...oneLine, typography: 'caption', color: 'text.secondary' }}>
        {facts.filter(Boolean).join(' · ')}
      </Box>
    </Lines>
  );
}

function HitLines({ hit }: { hit: MessageHit }) {
  const { t } = useTranslation(['search', 'messages']);
  const writer = hit.direction === 'outbound' ? `${hit.author?.name ?? t('us')}: ` : '';
  const kind = hit.kind === 'text' ? '' : `${t(`messages:kind.${hit.kind}`)} · `;
  return (
    <Lines name={hit.ticket.contact.name} at={hit.sentAt}>
      <Box dir="auto" sx={{ ...twoLines, typography: 'body2', color: 'text.secondary', textAlign: 'start' }}>
        {writer}
        {kind}
        <MarkedText text={hit.excerpt} marks={hit.marks} />
      </Box>
    </Lines>
  );
}

/** Shows what was found: its conversation, at the message if it is one. Answers the conversation's ticket. */
export function aimAt(result: Result): string {
  if (result.type !== 'message') return result.ticket.id;
  jumpTo(result.hit.ticket.id, result.hit.id);
  return result.hit.ticket.id;
}

/** One thing found: whom it is about, and what. */
export function ResultRow({ result }: { result: Result }) {
  const { contact } = result.type === 'message' ? result.hit.ticket : result.ticket;
  return (
    <>
      <PersonAvatar id={contact.id} name={contact.name} size={36} />
      {result.type === 'message' ? <HitLines hit={result.hit} /> : <TicketLines ticket={result.ticket} />}
    </>
  );
}

/** One thing found, to be chosen. */
export function ResultOption({ id, result, active, selected, onOpen }: ResultOptionProps) {
  return (
    <OptionRow id={id} active={active} selected={selected} onChoose={onOpen}>
      <ResultRow result={result} />
    </OptionRow>
  );
}
