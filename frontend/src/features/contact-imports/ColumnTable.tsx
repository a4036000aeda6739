import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { type ContactImport, type ImportColumn, importTargets } from '@ticketz/contract/contact-imports';
import { useTranslation } from 'react-i18next';
import { contactFieldsQuery } from '../contact-fields/field-queries.ts';
import { columnName } from './column-name.ts';

interface ColumnTableProps {
  columns: ContactImport['columns'];
  value: ImportColumn[];
  onChange: (columns: ImportColumn[]) => void;
}

const nothing = '';
const shownSamples = 3;

/** Each column of the file with what is in it, and what it becomes. */
export function ColumnTable({ columns, value, onChange }: ColumnTableProps) {
  const { t } = useTranslation('imports');
  const { data: fields = [] } = useQuery(contactFieldsQuery);
  const chosen = (column: number) => {
    const found = value.find((one) => one.column === column);
    return found ? (found.fieldId ?? found.target) : nothing;
  };
  const choose = (column: number, next: string) => {
    const others = value.filter((one) => one.column !== column);
    const target = importTargets.find((one) => one === next);
    if (target) onChange([...others, { column, target }]);
    else onChange(next === nothing ? others : [...others, { column, target: 'field', fieldId: next }]);
  };
  return (
    <Box
      component="ul"
      aria-label={t('columns.title')}
      sx={{ p: 0, m: 0, listStyle: 'none', display: 'grid' }}
    >
      {columns.map(({ header, samples }, column) => {
        const name = columnName(header, column, t);
        return (
          <Box
            component="li"
            key={`${column} ${header}`}
            sx={{
              display: 'grid',
              gridTemplateColumns: { xs: '1fr', sm: 'minmax(0, 1fr) 220px' },
              alignItems: 'center',
              columnGap: 2,
              rowGap: 1,
              py: 1.25,
              '& + &': { borderTop: 1, borderColor: 'divider' },
            }}
          >
            <Box sx={{ minWidth: 0 }}>
              <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{name}</Typography>
              <Typography variant="body2" noWrap dir="auto" sx={{ color: 'text.secondary' }}>
                {samples
                  .filter((sample) => sample !== '')
                  .slice(0, shownSamples)
                  .join(' · ') || t('columns.empty')}
              </Typography>
            </Box>
            <TextField
              select
              size="small"
              label={t('columns.becomes', { name })}
              value={chosen(column)}
              onChange={({ target }) => choose(column, target.value)}
              slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
            >
              <MenuItem value={nothing}>{t('columns.nothing')}</MenuItem>
              {importTargets
                .filter((target) => target !== 'field')
                .map((target) => (
                  <MenuItem key={target} value={target}>
                    {t(`target.${target}`)}
                  </MenuItem>
                ))}
              {fields.map((field) => (
                <MenuItem key={field.id} value={field.id}>
                  {field.name}
                </MenuItem>
              ))}
            </TextField>
          </Box>
        );
      })}
    </Box>
  );
}
