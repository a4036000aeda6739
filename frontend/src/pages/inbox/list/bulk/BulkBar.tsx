import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Tooltip from '@mui/material/Tooltip';
import { useQueryClient } from '@tanstack/react-query';
import type { BulkChange } from '@ticketz/contract/bulk-actions';
import { bulkActionEndpoints, mostTicketsAtOnce } from '@ticketz/contract/bulk-actions';
import type { Ticket } from '@ticketz/contract/tickets';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../../api/session.ts';
import { may } from '../../../../features/auth/may.ts';
import { TagDot } from '../../../../features/tags/TagChip.tsx';
import { changeManyTickets } from '../../../../features/tickets/bulk-commands.ts';
import { clearTicketSelection, selectTickets } from '../../../../features/tickets/ticket-selection.ts';
import { CheckIcon } from '../../../../ui/icons/CheckIcon.tsx';
import { CloseIcon } from '../../../../ui/icons/CloseIcon.tsx';
import { PersonIcon } from '../../../../ui/icons/PersonIcon.tsx';
import { QueuesIcon } from '../../../../ui/icons/QueuesIcon.tsx';
import { TagIcon } from '../../../../ui/icons/TagIcon.tsx';
import { useFilterChoices } from '../filters/use-filter-choices.ts';

interface ToolProps {
  label: string;
  disabled: boolean;
  onClick: (anchor: HTMLElement) => void;
  menu?: boolean;
  children: ReactNode;
}

function Tool({ label, disabled, onClick, menu = false, children }: ToolProps) {
  return (
    <Tooltip title={label}>
      <span>
        <IconButton
          aria-label={label}
          aria-haspopup={menu ? 'menu' : undefined}
          disabled={disabled}
          onClick={(event) => onClick(event.currentTarget)}
        >
          {children}
        </IconButton>
      </span>
    </Tooltip>
  );
}

interface BulkBarProps {
  ids: ReadonlySet<string>;
  /** What the list has loaded, for "all". */
  shown: readonly Ticket[];
}

type Open = { menu: 'assign' | 'queue' | 'tag'; anchor: HTMLElement } | null;

/** Under the list while tickets are ticked: what can be done with all of them. */
export function BulkBar({ ids, shown }: BulkBarProps) {
  const { t } = useTranslation('lists');
  const queryClient = useQueryClient();
  const me = useMe();
  const { forAgents, agents, queues = [], tags = [] } = useFilterChoices();
  const [open, setOpen] = useState<Open>(null);
  const [busy, setBusy] = useState(false);
  const ticketIds = [...ids];
  const people = forAgents ? (agents ?? []).filter(({ active }) => active) : me ? [me] : [];
  const all = shown.slice(0, mostTicketsAtOnce);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) clearTicketSelection();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);

  async function run(change: BulkChange): Promise<void> {
    setOpen(null);
    setBusy(true);
    const done = await changeManyTickets(queryClient, change);
    setBusy(false);
    if (done) clearTicketSelection();
  }
  if (!may(me, bulkActionEndpoints.changeTickets)) return null;
  const hasTag = (tagId: string) => shown.every(({ id, tagIds }) => !ids.has(id) || tagIds.includes(tagId));
  return (
    <Box
      role="toolbar"
      aria-label={t('bulk.label')}
      sx={{
        flex: 'none',
        display: 'flex',
        alignItems: 'center',
        gap: 0.25,
        px: 1,
        minHeight: 56,
        borderTop: 1,
        borderColor: 'divider',
        bgcolor: 'background.paper',
      }}
    >
      <Tool label={t('bulk.cancel')} disabled={false} onClick={clearTicketSelection}>
        <CloseIcon />
      </Tool>
      <Box aria-live="polite" sx={{ flex: 1, minWidth: 0, typography: 'body2' }}>
        {t('bulk.count', { count: ids.size })}
      </Box>
      {ids.size < all.length ? (
        <Button size="small" sx={{ px: 1, minWidth: 0 }} onClick={() => selectTickets(all)}>
          {t('bulk.all')}
        </Button>
      ) : null}
      <Tool
        label={t('bulk.tag')}
        menu
        disabled={busy || tags.length === 0}
        onClick={(anchor) => setOpen({ menu: 'tag', anchor })}
      >
        <TagIcon />
      </Tool>
      {queues.length > 0 ? (
        <Tool
          label={t('bulk.queue')}
          menu
          disabled={busy}
          onClick={(anchor) => setOpen({ menu: 'queue', anchor })}
        >
          <QueuesIcon />
        </Tool>
      ) : null}
      <Tool
        label={t('bulk.assign')}
        menu
        disabled={busy}
        onClick={(anchor) => setOpen({ menu: 'assign', anchor })}
      >
        <PersonIcon />
      </Tool>
      <Tool label={t('bulk.close')} disabled={busy} onClick={() => void run({ kind: 'close', ticketIds })}>
        <CheckIcon />
      </Tool>
      <Menu
        open={open !== null}
        anchorEl={open?.anchor ?? null}
        onClose={() => setOpen(null)}
        anchorOrigin={{ vertical: 'top', horizontal: 'right' }}
        transformOrigin={{ vertical: 'bottom', horizontal: 'right' }}
      >
        {open?.menu === 'assign'
          ? people.map(({ id, name }) => (
              <MenuItem key={id} onClick={() => void run({ kind: 'assign', ticketIds, assigneeId: id })}>
                {id === me?.id ? t('bulk.toMe') : name}
              </MenuItem>
            ))
          : null}
        {open?.menu === 'queue'
          ? queues.map(({ id, name, color }) => (
              <MenuItem key={id} onClick={() => void run({ kind: 'queue', ticketIds, queueId: id })}>
                <TagDot color={color} />
                {name}
              </MenuItem>
            ))
          : null}
        {open?.menu === 'tag'
          ? tags.map(({ id, name, color }) => {
              const has = hasTag(id);
              return (
                <MenuItem
                  key={id}
                  role="menuitemcheckbox"
                  aria-checked={has}
                  onClick={() => void run({ kind: has ? 'untag' : 'tag', ticketIds, tagIds: [id] })}
                >
                  <TagDot color={color} />
                  {name}
                  {has ? <CheckIcon fontSize="small" /> : null}
                </MenuItem>
              );
            })
          : null}
      </Menu>
    </Box>
  );
}
