import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import type { Tag } from '@ticketz/contract/tags';
import type { TicketFilter } from '@ticketz/contract/tickets';
import { useTranslation } from 'react-i18next';
import { TagDot } from '../../../../features/tags/TagChip.tsx';
import { PeriodField } from './PeriodField.tsx';
import { useFilterChoices } from './use-filter-choices.ts';

interface ChoiceProps {
  label: string;
  any: string;
  options: readonly { id: string; name: string; color?: Tag['color'] }[];
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}

function Choice({ label, any, options, value, onChange }: ChoiceProps) {
  return (
    <TextField
      select
      size="small"
      label={label}
      value={options.some(({ id }) => id === value) ? value : ''}
      onChange={({ target }) => onChange(target.value || undefined)}
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      sx={{ '& .MuiSelect-select': { display: 'flex', alignItems: 'center', gap: 1 } }}
    >
      <MenuItem value="">{any}</MenuItem>
      {options.map(({ id, name, color }) => (
        <MenuItem key={id} value={id}>
          {color ? <TagDot color={color} /> : null}
          {name}
        </MenuItem>
      ))}
    </TextField>
  );
}

interface FilterFieldsProps {
  filter: TicketFilter;
  onChange: (filter: TicketFilter) => void;
}

/** A field for each filter. What leaves no choice isn't asked. */
export function FilterFields({ filter, onChange }: FilterFieldsProps) {
  const { t } = useTranslation('lists');
  const { forAgents, agents = [], connections = [], queues = [], tags = [] } = useFilterChoices();
  return (
    <>
      {queues.length > 0 ? (
        <Choice
          label={t('filters.queue')}
          any={t('filters.anyQueue')}
          options={queues}
          value={filter.queueId}
          onChange={(queueId) => onChange({ ...filter, queueId })}
        />
      ) : null}
      {forAgents ? (
        <Choice
          label={t('filters.agent')}
          any={t('filters.anyAgent')}
          options={agents.filter(({ id, active }) => active || id === filter.assigneeId)}
          value={filter.assigneeId}
          onChange={(assigneeId) => onChange({ ...filter, assigneeId })}
        />
      ) : null}
      {connections.length > 1 || filter.connectionId ? (
        <Choice
          label={t('filters.connection')}
          any={t('filters.anyConnection')}
          options={connections}
          value={filter.connectionId}
          onChange={(connectionId) => onChange({ ...filter, connectionId })}
        />
      ) : null}
      {tags.length > 0 ? (
        <Choice
          label={t('filters.tag')}
          any={t('filters.anyTag')}
          options={tags}
          value={filter.tagId}
          onChange={(tagId) => onChange({ ...filter, tagId })}
        />
      ) : null}
      <PeriodField filter={filter} onChange={onChange} />
      {(['unread', 'bot'] as const).map((name) => (
        <FormControlLabel
          key={name}
          control={
            <Switch
              checked={filter[name] === 'only'}
              onChange={(_event, on) => onChange({ ...filter, [name]: on ? 'only' : undefined })}
            />
          }
          label={t(`filters.${name}`)}
          sx={{ mx: 0, gap: 1 }}
        />
      ))}
    </>
  );
}
