import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import type { Tag } from '@ticketz/contract/tags';
import type { TicketFilter } from '@ticketz/contract/tickets';
import { useTranslation } from 'react-i18next';
import { TagDot } from '../../../../features/tags/TagChip.tsx';
import { noFilter } from '../../../../features/tickets/ticket-filter.ts';
import { formatShortDay } from '../../../../lib/dates.ts';
import { CloseIcon } from '../../../../ui/icons/CloseIcon.tsx';
import { useFilterChoices } from './use-filter-choices.ts';

interface ActiveFiltersProps {
  filter: TicketFilter;
  onChange: (filter: TicketFilter) => void;
}

/** The period in words; null when there is none. */
function usePeriod({ lastDays, from, until }: TicketFilter): string | null {
  const { t, i18n } = useTranslation('lists');
  if (lastDays) return t('filters.lastDays', { count: lastDays });
  const first = from && formatShortDay(new Date(from), i18n.language);
  const last = until && formatShortDay(new Date(Date.parse(until) - 1), i18n.language);
  if (first && last) return t('filters.between', { from: first, until: last });
  if (first) return t('filters.fromDay', { day: first });
  return last ? t('filters.untilDay', { day: last }) : null;
}

/** What the list is narrowed to, each to be taken away by itself. */
export function ActiveFilters({ filter, onChange }: ActiveFiltersProps) {
  const { t } = useTranslation('lists');
  const { agents, connections, queues, tags } = useFilterChoices();
  const period = usePeriod(filter);
  const tag = tags?.find(({ id }) => id === filter.tagId);
  const nameIn = (choices: { id: string; name: string }[] | undefined, id: string) =>
    choices ? (choices.find((choice) => choice.id === id)?.name ?? t('filters.gone')) : '…';

  const chips: { key: string; label: string; without: TicketFilter; color?: Tag['color'] | undefined }[] = [];
  if (filter.queueId) {
    chips.push({
      key: 'queue',
      label: nameIn(queues, filter.queueId),
      without: { ...filter, queueId: undefined },
      color: queues?.find(({ id }) => id === filter.queueId)?.color,
    });
  }
  if (filter.assigneeId) {
    const label = nameIn(agents, filter.assigneeId);
    chips.push({ key: 'agent', label, without: { ...filter, assigneeId: undefined } });
  }
  if (filter.connectionId) {
    const label = nameIn(connections, filter.connectionId);
    chips.push({ key: 'connection', label, without: { ...filter, connectionId: undefined } });
  }
  if (filter.tagId) {
    chips.push({
      key: 'tag',
      label: nameIn(tags, filter.tagId),
      without: { ...filter, tagId: undefined },
      color: tag?.color,
    });
  }
  if (filter.unread) {
    chips.push({ key: 'unread', label: t('filters.unread'), without: { ...filter, unread: undefined } });
  }
  if (filter.bot) {
    chips.push({ key: 'bot', label: t('filters.bot'), without: { ...filter, bot: undefined } });
  }
  if (period) {
    const without = { ...filter, lastDays: undefined, from: undefined, until: undefined };
    chips.push({ key: 'period', label: period, without });
  }
  return (
    <Box
      role="group"
      aria-label={t('filters.active')}
      sx={{
        flex: 'none',
        display: 'flex',
        flexWrap: 'wrap',
        gap: 0.75,
        px: 2,
        py: 1,
        minHeight: 44,
        alignItems: 'center',
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      {chips.map(({ key, label, without, color }) => (
        <Chip
          key={key}
          size="small"
          label={
            <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75 }}>
              {color ? <TagDot color={color} /> : null}
              {label}
            </Box>
          }
          // One button: a cross inside it would be too small for a finger, and out of the keyboard's reach.
          onClick={() => onChange(without)}
          onDelete={() => onChange(without)}
          deleteIcon={<CloseIcon />}
          aria-label={t('filters.remove', { name: label })}
          sx={{ maxWidth: '100%', '@media (pointer: coarse)': { height: 36 } }}
        />
      ))}
      {chips.length > 1 ? (
        <Chip size="small" variant="outlined" label={t('filters.clear')} onClick={() => onChange(noFilter)} />
      ) : null}
    </Box>
  );
}
