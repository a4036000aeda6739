import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

interface DataTableProps {
  caption: string;
  columns: string[];
  /** The first cell of each names the row. */
  rows: { key: string; cells: ReactNode[] }[];
}

const cell = {
  px: 1,
  py: 0.75,
  textAlign: 'end',
  whiteSpace: 'nowrap',
  fontVariantNumeric: 'tabular-nums',
} as const;

/** Figures in rows; narrower than what it holds it scrolls by itself. */
export function DataTable({ caption, columns, rows }: DataTableProps) {
  return (
    <Box sx={{ overflowX: 'auto' }} role="region" aria-label={caption} tabIndex={0}>
      <Box component="table" sx={{ borderCollapse: 'collapse', width: '100%', typography: 'body2' }}>
        <caption style={{ display: 'none' }}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <Box
                key={column}
                component="th"
                scope="col"
                sx={{
                  ...cell,
                  color: 'text.secondary',
                  fontWeight: 500,
                  ...(index === 0 ? { textAlign: 'start' } : {}),
                }}
              >
                {column}
              </Box>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [name, ...cells] }) => (
            <Box key={key} component="tr" sx={{ borderTop: 1, borderColor: 'divider' }}>
              <Box
                component="th"
                scope="row"
                sx={{ ...cell, textAlign: 'start', fontWeight: 500, minWidth: 120 }}
              >
                {name}
              </Box>
              {cells.map((one, index) => (
                <Box key={columns[index + 1]} component="td" sx={cell}>
                  {one}
                </Box>
              ))}
            </Box>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}
