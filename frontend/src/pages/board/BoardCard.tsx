import { useDraggable } from '@dnd-kit/core';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Link from '@mui/material/Link';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import type { Ticket } from '@ticketz/contract/tickets';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link as RouterLink } from 'react-router-dom';
import { QueueLabel } from '../../features/queues/QueueMark.tsx';
import { TagChips } from '../../features/tags/TagChip.tsx';
import { SnoozeMark } from '../../features/tickets/snooze/SnoozeMark.tsx';
import { formatListTime } from '../../lib/dates.ts';
import { MoveIcon } from '../../ui/icons/MoveIcon.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { Snippet } from '../inbox/list/Snippet.tsx';
import type { Column } from './board-columns.ts';
import { focusWanted } from './board-moves.ts';

/** What a card says: who, what was said last, when, whose it is. */
export function CardContent({ ticket, children }: { ticket: Ticket; children?: React.ReactNode }) {
  const { i18n } = useTranslation();
  const { contact, assignee, unreadCount } = ticket;
  return (
    <>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minWidth: 0 }}>
        <PersonAvatar id={contact.id} name={contact.name} size={32} />
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Link
            component={RouterLink}
            to={`/tickets/${ticket.id}`}
            draggable={false}
            color="inherit"
            sx={{
              display: 'block',
              overflow: 'hidden',
              textOverflow: 'ellipsis',
              whiteSpace: 'nowrap',
              fontWeight: unreadCount > 0 ? 650 : 500,
            }}
          >
            {contact.name}
          </Link>
          <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
            <QueueLabel queueId={ticket.queueId} more=" · " />#{ticket.number} ·{' '}
            <time dateTime={ticket.lastMessageAt}>
              {formatListTime(new Date(ticket.lastMessageAt), i18n.language)}
            </time>
            {assignee && ticket.status === 'open' ? ` · ${assignee.name.split(' ')[0]}` : ''}
          </Box>
        </Box>
        {children}
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minWidth: 0, mt: 0.75 }}>
        <Snippet ticket={ticket} selected={false} />
        <SnoozeMark ticket={ticket} />
      </Box>
      {ticket.tagIds.length > 0 ? (
        <Box sx={{ mt: 0.75 }}>
          <TagChips tagIds={ticket.tagIds} />
        </Box>
      ) : null}
    </>
  );
}

export const cardSx = {
  p: 1.25,
  bgcolor: 'background.paper',
  border: 1,
  borderColor: 'divider',
  borderRadius: 1.2,
} as const;

interface BoardCardProps {
  ticket: Ticket;
  column: Column;
  columns: Column[];
  onMove: (ticket: Ticket, from: Column, to: Column) => void;
}

/** A ticket on the board: dragged anywhere by mouse or finger, by its handle with keys, or moved by the handle's menu. */
export function BoardCard({ ticket, column, columns, onMove }: BoardCardProps) {
  const { t } = useTranslation('todo');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const handle = useRef<HTMLButtonElement | null>(null);
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, isDragging } = useDraggable({
    id: `${column.key} ${ticket.id}`,
    data: { ticket, column },
  });
  useEffect(() => {
    if (focusWanted.get() !== ticket.id) return;
    focusWanted.set(null);
    handle.current?.focus();
  }, [ticket.id]);
  return (
    <Box
      component="li"
      ref={setNodeRef}
      {...listeners}
      sx={{
        ...cardSx,
        opacity: isDragging ? 0.4 : 1,
        cursor: 'grab',
        touchAction: 'manipulation',
        userSelect: 'none',
        WebkitTouchCallout: 'none',
      }}
    >
      <CardContent ticket={ticket}>
        <IconButton
          ref={(element: HTMLButtonElement | null) => {
            handle.current = element;
            setActivatorNodeRef(element);
          }}
          aria-label={t('board.move', { name: ticket.contact.name })}
          aria-describedby={attributes['aria-describedby']}
          aria-haspopup="menu"
          onClick={(event) => setAnchor(event.currentTarget)}
          sx={{ flex: 'none', color: 'text.secondary', marginInlineEnd: -0.5 }}
        >
          <MoveIcon />
        </IconButton>
      </CardContent>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        <ListSubheader role="presentation" sx={{ lineHeight: '32px', bgcolor: 'transparent' }}>
          {t('board.moveTo')}
        </ListSubheader>
        {columns
          .filter(({ key }) => key !== column.key)
          .map((to) => (
            <MenuItem
              key={to.key}
              onClick={() => {
                setAnchor(null);
                focusWanted.set(ticket.id);
                onMove(ticket, column, to);
              }}
            >
              {to.title}
            </MenuItem>
          ))}
      </Menu>
    </Box>
  );
}
