import type { BenchPostgres } from './postgres.ts';

/** What a figure is held against, measured in the same run. */
export interface Versus {
  what: string;
  value: number;
}

/** One figure. `ratio` is `value` by `versus.value`. `bar` is the number that the `inputs.bar` sentence speaks of. */
export interface Row {
  name: string;
  value: number;
  unit: string;
  versus: Versus | null;
  ratio: number | null;
  bar: number | null;
  holds: boolean | null;
  inputs: Record<string, unknown>;
  node: string;
  at: string;
}

/** What a bench measured; the runner adds where and when. */
export type Figure = Pick<Row, 'name' | 'value' | 'unit' | 'inputs'> & {
  versus?: Versus;
  bar?: Bar;
};

/** A promise about the value or about the ratio. */
export type Bar = { of: 'value' | 'ratio' } & ({ atLeast: number } | { atMost: number });

export interface BenchContext {
  /** Each bench in less than a minute, for a first look. */
  quick: boolean;
  /** Whether the product is to be profiled while it is measured. */
  profile: boolean;
  /** Started when the first bench asks for it. */
  postgres(): Promise<BenchPostgres>;
  /** What is being done, on standard error. */
  log(line: string): void;
}

/** One benchmark. Its figures are called `name`, or `name` and a dot and more. */
export interface Bench {
  name: string;
  run(context: BenchContext): Promise<Figure[]>;
}
