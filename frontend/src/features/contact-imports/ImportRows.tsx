import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { ContactImport, ImportOutcome, ImportRow } from '@ticketz/contract/contact-imports';
import { useTranslation } from 'react-i18next';
import { formatPhoneNumber } from '../../lib/phone-number.ts';
import { columnName } from './column-name.ts';
import { importRowsQuery } from './import-queries.ts';

const shown = 8;

interface ImportRowsProps {
  contactImport: ContactImport;
  outcome: ImportOutcome;
}

/** The first rows with one outcome, as the file has them, with what is wrong or the number as it was understood. */
export function ImportRows({ contactImport, outcome }: ImportRowsProps) {
  const { t } = useTranslation('imports');
  const { data: rows = [] } = useQuery(importRowsQuery(contactImport, outcome, shown));
  const used = new Set(contactImport.settings.columns.map(({ column }) => column));
  const heads = contactImport.columns
    .map(({ header }, column) => ({ column, name: columnName(header, column, t) }))
    .filter(({ column }) => used.has(column));
  const title = t(`rows.${outcome}`);
  const said = ({ problem, column, phoneNumber }: ImportRow) => {
    if (!problem) return phoneNumber ? formatPhoneNumber(phoneNumber) : '';
    const where = column === null ? undefined : heads.find((head) => head.column === column)?.name;
    return where
      ? t('rows.in', { problem: t(`problem.${problem}`), column: where })
      : t(`problem.${problem}`);
  };
  if (rows.length === 0) return null;
  return (
    <Box component="section" aria-label={title}>
      <Typography variant="h2" sx={{ mb: 1 }}>
        {title}
      </Typography>
      <Card sx={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={title}>
        <Box
          component="table"
          sx={{
            borderCollapse: 'collapse',
            width: '100%',
            fontSize: 14,
            '& th, & td': { textAlign: 'start', px: 1.5, py: 1, whiteSpace: 'nowrap', verticalAlign: 'top' },
            '& th': { color: 'text.secondary', fontWeight: 500 },
            '& tbody tr': { borderTop: 1, borderColor: 'divider' },
            '& td:not(:nth-of-type(2))': { maxWidth: 220, overflow: 'hidden', textOverflow: 'ellipsis' },
          }}
        >
          <thead>
            <tr>
              <th scope="col">{t('rows.place')}</th>
              <th scope="col">
                {outcome === 'wrong' || outcome === 'skipped' ? t('rows.problem') : t('rows.number')}
              </th>
              {heads.map(({ column, name }) => (
                <th key={column} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.place}>
                <td>{row.place}</td>
                <Box component="td" sx={{ color: outcome === 'wrong' ? 'error.main' : 'text.primary' }}>
                  {said(row)}
                </Box>
                {heads.map(({ column }) => (
                  <td key={column} dir="auto">
                    {row.cells[column] ?? ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </Box>
      </Card>
    </Box>
  );
}
