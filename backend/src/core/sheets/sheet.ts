/** Why a file isn't taken as a table. */
export type SheetTrouble = 'empty' | 'too_many_rows' | 'too_many_columns' | 'cell_too_long' | 'not_a_table';

export class SheetUnreadable extends Error {
  readonly reason: SheetTrouble;

  constructor(reason: SheetTrouble, cause?: unknown) {
    super(`The file was not taken as a table: ${reason}`, { cause });
    this.name = 'SheetUnreadable';
    this.reason = reason;
  }
}

/** How much of a file is read. What has more isn't cut off but refused. */
export interface SheetLimits {
  rows: number;
  columns: number;
  /** The longest text in a cell. */
  cell: number;
}

/** Holds the rows of any format against the limits, and leaves out those in which nothing is written. */
export async function* withinLimits(
  rows: AsyncIterable<string[]>,
  limits: SheetLimits,
): AsyncGenerator<string[]> {
  let count = 0;
  for await (const cells of rows) {
    const row = cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1);
    if (row.length === 0) continue;
    count += 1;
    if (count > limits.rows) throw new SheetUnreadable('too_many_rows');
    if (row.length > limits.columns) throw new SheetUnreadable('too_many_columns');
    if (row.some((cell) => cell.length > limits.cell)) throw new SheetUnreadable('cell_too_long');
    yield row;
  }
  if (count === 0) throw new SheetUnreadable('empty');
}
