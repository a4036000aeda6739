import type { LedgerField } from './ledger-rows.ts';

/** The colour of a figure: only what somebody should look at stands out, and nothing is quieter than zero. */
export function toneOf(field: LedgerField, count: number, overdue: boolean): string {
  if (count === 0) return 'text.secondary';
  if (field === 'failed' || (field === 'waiting' && overdue)) return 'error.main';
  if (field === 'waiting' || field === 'placeholders') return 'warning.main';
  return 'text.primary';
}
