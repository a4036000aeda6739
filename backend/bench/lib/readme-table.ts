import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import type { Row } from './bench.ts';

const readme = new URL('../../../README.md', import.meta.url);
const begin = '<!-- bench:begin -->';
const end = '<!-- bench:end -->';

/** Rewrites the block between the two marks of the root README. */
export async function writeTable(rows: Row[]): Promise<void> {
  const text = await readFile(readme, 'utf8');
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`The README has no block between ${begin} and ${end}`);
  await writeFile(readme, `${text.slice(0, from)}${begin}\n${tableOf(rows)}\n${text.slice(to)}`);
}

export function tableOf(rows: Row[]): string {
  const head = ['| | measured | beside, in the same run | ratio | bar |', '|---|---|---|---|---|'];
  return [...head, ...rows.map(lineOf), '', circumstances(rows)].join('\n');
}

/** What the figures must be read with. */
function circumstances(rows: Row[]): string {
  const loads = rows.map(({ inputs }) => (inputs.loadAverage as { before: number }).before);
  const nodes = [...new Set(rows.map(({ node }) => node))].join(', ');
  const load = `${Math.min(...loads)} to ${Math.max(...loads)}`;
  return `Node ${nodes}, ${cpus().length} cores, load average ${load} before the runs (above the number of cores: a busy machine).`;
}

function lineOf({ name, value, unit, versus, ratio, bar, holds, inputs }: Row): string {
  const beside = versus ? `${versus.what}: ${versus.value}` : '';
  const promise = bar === null ? '' : `${String(inputs.bar)}: ${holds ? 'holds' : '**does not hold**'}`;
  return `| \`${name}\` | ${value} ${unit} | ${beside} | ${ratio ?? ''} | ${promise} |`;
}
