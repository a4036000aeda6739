import type { QueryResultRow } from 'pg';
import type { Prepared } from './statements-together.ts';

type Run = (statements: readonly Prepared[]) => Promise<QueryResultRow[][]>;

/** Sets the company for the transaction that it begins, in which nothing can be written. */
const setCompany = `SELECT set_config('app.company_id', $1, true), set_config('transaction_read_only', 'on', true)`;

/**
 * What stands in for a unit of work where a company's rows are only read: each statement is a transaction of its own,
 * begun, run and ended in one round trip. Under READ COMMITTED statements of one transaction see no more of each other.
 */
export class Reads {
  readonly companyId: string;
  readonly #run: Run;
  readonly #opening: Prepared;
  #opened: QueryResultRow[] | null = null;
  #opens = false;

  /** `opening` is a statement that has to be asked in any case: it goes along with the first one. */
  constructor(companyId: string, opening: Prepared, run: Run) {
    this.companyId = companyId;
    this.#opening = opening;
    this.#run = run;
  }

  async query<Row extends QueryResultRow>(statement: Prepared): Promise<Row[]> {
    const company = { name: 'read-company', text: setCompany, values: [this.companyId] };
    if (this.#opens) return (await this.#run([company, statement]))[1] as Row[];
    this.#opens = true;
    const [, opened = [], rows = []] = await this.#run([company, this.#opening, statement]);
    this.#opened = opened;
    return rows as Row[];
  }

  /** The rows of the opening statement; asked by itself when no other one has taken it along, or that one has failed. */
  async opening(): Promise<QueryResultRow[]> {
    this.#opens = true;
    this.#opened ??= await this.query(this.#opening);
    return this.#opened;
  }
}
