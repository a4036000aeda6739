import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import { useQuery } from '@tanstack/react-query';
import type { MessageFilter } from '@ticketz/contract/search';
import { userEndpoints } from '@ticketz/contract/users';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/session.ts';
import { may } from '../auth/may.ts';
import { connectionSummariesQuery } from '../connections/connection-queries.ts';
import { usersQuery } from '../users/user-queries.ts';
import { FilterPeriod } from './FilterPeriod.tsx';
import { FilterSelect } from './FilterSelect.tsx';

const kinds = ['text', 'image', 'video', 'document', 'location', 'contact_card', 'poll'] as const;

interface FilterChipsProps {
  filter: MessageFilter;
  onChange: (filter: MessageFilter) => void;
}

/** What of the messages is looked through. */
export function FilterChips({ filter, onChange }: FilterChipsProps) {
  const { t } = useTranslation(['search', 'messages']);
  const me = useMe();
  const isAdmin = may(me, userEndpoints.listUsers);
  const { data: connections = [] } = useQuery(connectionSummariesQuery);
  const { data: users = [] } = useQuery({ ...usersQuery(), enabled: isAdmin });
  const set = (values: MessageFilter) => {
    const entries = Object.entries({ ...filter, ...values }).filter(([, value]) => value !== undefined);
    onChange(Object.fromEntries(entries));
  };
  const directions = { inbound: t('filter.received'), outbound: t('filter.sent') };
  const isMine = me !== null && filter.assigneeId === me.id;
  return (
    <Box
      role="group"
      aria-label={t('filter.label')}
      sx={{
        display: 'flex',
        gap: 0.75,
        px: 2,
        py: 1,
        overflowX: 'auto',
        flex: 'none',
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      {(['inbound', 'outbound'] as const).map((direction) => {
        const on = filter.direction === direction;
        return (
          <Chip
            key={direction}
            size="small"
            label={directions[direction]}
            variant={on ? 'filled' : 'outlined'}
            color={on ? 'primary' : 'default'}
            aria-pressed={on}
            onClick={() => set({ direction: on ? undefined : direction })}
          />
        );
      })}
      {isAdmin || !me ? null : (
        <Chip
          size="small"
          label={t('filter.me')}
          variant={isMine ? 'filled' : 'outlined'}
          color={isMine ? 'primary' : 'default'}
          aria-pressed={isMine}
          onClick={() => set({ assigneeId: isMine ? undefined : me.id })}
        />
      )}
      {isAdmin ? (
        <FilterSelect
          label={t('filter.agent')}
          value={filter.assigneeId}
          options={users.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(assigneeId) => set({ assigneeId })}
        />
      ) : null}
      <FilterPeriod filter={filter} onChange={set} />
      <FilterSelect
        label={t('filter.kind')}
        value={filter.kind}
        options={kinds.map((kind) => ({ value: kind, label: t(`messages:kind.${kind}`) }))}
        onChange={(kind) => set({ kind: kinds.find((known) => known === kind) })}
      />
      {connections.length > 1 ? (
        <FilterSelect
          label={t('filter.connection')}
          value={filter.connectionId}
          options={connections.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(connectionId) => set({ connectionId })}
        />
      ) : null}
      {Object.keys(filter).length > 0 ? (
        <Chip size="small" variant="outlined" label={t('filter.clear')} onClick={() => onChange({})} />
      ) : null}
    </Box>
  );
}
