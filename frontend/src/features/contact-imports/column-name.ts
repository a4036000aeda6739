import type { TFunction } from 'i18next';

/** What the column's head says; without one its letter, as spreadsheets have it. */
export function columnName(header: string, column: number, t: TFunction<'imports'>): string {
  return header || t('columns.letter', { letter: letterOf(column) });
}

function letterOf(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : letterOf(Math.floor(column / 26) - 1) + letter;
}
