import { readFile, rename, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import type { Bar, Figure, Row } from './bench.ts';
import { round } from './numbers.ts';

const resultsFile = new URL('../results.json', import.meta.url);

/** A figure as it is printed and kept. */
export function toRow(
  { name, value, unit, versus, bar, inputs }: Figure,
  run: { loadBefore: number; quick: boolean },
): Row {
  const ratio = versus ? value / versus.value : null;
  return {
    name,
    value: round(value),
    unit,
    versus: versus ? { ...versus, value: round(versus.value) } : null,
    ratio: ratio === null ? null : round(ratio),
    bar: bar ? boundOf(bar) : null,
    holds: bar ? holds(bar, bar.of === 'value' ? value : (ratio ?? Number.NaN)) : null,
    inputs: {
      ...inputs,
      ...(bar ? { bar: sentence(bar, unit) } : {}),
      quick: run.quick,
      loadAverage: { before: round(run.loadBefore), after: round(loadavg()[0] ?? 0) },
    },
    node: process.version,
    at: new Date().toISOString(),
  };
}

function boundOf(bar: Bar): number {
  return 'atLeast' in bar ? bar.atLeast : bar.atMost;
}

function holds(bar: Bar, measured: number): boolean {
  return 'atLeast' in bar ? measured >= bar.atLeast : measured <= bar.atMost;
}

function sentence(bar: Bar, unit: string): string {
  const bound = 'atLeast' in bar ? `at least ${bar.atLeast}` : `at most ${bar.atMost}`;
  return bar.of === 'ratio' ? `ratio ${bound}` : `${bound} ${unit}`;
}

export async function readRows(): Promise<Row[]> {
  try {
    const rows: Row[] = JSON.parse(await readFile(resultsFile, 'utf8'));
    return rows;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** Keeps `rows` as the newest of the bench `name`; those of other benches stay. */
export async function storeRows(name: string, rows: Row[]): Promise<void> {
  const others = (await readRows()).filter((row) => !belongsTo(row, name));
  const all = [...others, ...rows].sort((one, other) => one.name.localeCompare(other.name));
  const draft = new URL(`results.json.${process.pid}`, resultsFile);
  await writeFile(draft, `${JSON.stringify(all, null, 2)}\n`);
  await rename(draft, resultsFile);
}

function belongsTo(row: Row, name: string): boolean {
  return row.name === name || row.name.startsWith(`${name}.`);
}
