import pg, { type QueryResultRow } from 'pg';

/** A statement that Postgres keeps prepared under its name; without one it's prepared anew each time. */
export interface Prepared {
  name?: string;
  text: string;
  values: readonly unknown[];
}

/** What pg's connection takes; its types ask for a parameter more that it doesn't know. */
interface Wire {
  stream: { cork(): void; uncork(): void };
  close(what: { type: 'S'; name: string }): void;
  parse(statement: { name: string; text: string }): void;
  bind(portal: { statement: string; values: readonly Bound[] }): void;
  describe(what: { type: 'P' }): void;
  execute(): void;
  sync(): void;
}
type Bound = string | Buffer | null;

interface Column {
  name: string;
  parse(text: string): unknown;
}

/** What a connection has prepared here, and what its rows look like. */
const preparedBy = new WeakMap<Wire, Map<string, { text: string; columns: Column[] }>>();
/** Names of pg's own prepared statements are others: it doesn't know of these. */
const prefix = 'together-';

const { prepareValue } = Reflect.get(pg, 'utils') as { prepareValue(value: unknown): Bound };

type TypeParsers = Pick<pg.ClientBase, 'getTypeParser'>;

/**
 * Runs statements in one write to the database, which answers them all at once. Postgres makes one transaction of them:
 * what the first one sets locally holds for the others, and an error undoes all. Gives the rows of each.
 */
export function runPrepared(
  client: pg.ClientBase,
  statements: readonly Prepared[],
): Promise<QueryResultRow[][]> {
  return new Promise((resolve, reject) => {
    client.query(new Together(statements, client, resolve, reject));
  });
}

/** In the way of pg's own queries: the client calls these methods as the answers come in. */
export class Together implements pg.Submittable {
  readonly statements: readonly Prepared[];
  readonly #values: Bound[][];
  readonly #parsers: TypeParsers;
  readonly #resolve: (rows: QueryResultRow[][]) => void;
  readonly #reject: (error: Error) => void;
  readonly #columns: Column[][] = [];
  readonly #rows: QueryResultRow[][];
  /** Which of the statements is being answered. */
  #current = 0;
  #unreadable: Error | null = null;

  constructor(
    statements: readonly Prepared[],
    parsers: TypeParsers,
    resolve: (rows: QueryResultRow[][]) => void,
    reject: (error: Error) => void,
  ) {
    this.statements = statements;
    // Before anything is written: a value that can't be told must not leave half a message.
    this.#values = statements.map(({ values }) => values.map(prepareValue));
    this.#parsers = parsers;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#rows = statements.map(() => []);
  }

  submit(connection: object): void {
    const wire = connection as Wire;
    wire.stream.cork();
    for (const [index, statement] of this.statements.entries()) this.#send(wire, index, statement);
    wire.sync();
    wire.stream.uncork();
  }

  #send(wire: Wire, index: number, { name, text }: Prepared): void {
    const key = name ? prefix + name : '';
    const known = preparedBy.get(wire)?.get(key);
    const isPrepared = known?.text === text;
    if (isPrepared) {
      this.#columns[index] = known.columns;
    } else {
      // One of that name may be left of a run that failed; closing none is no error.
      if (key) wire.close({ type: 'S', name: key });
      wire.parse({ name: key, text });
    }
    wire.bind({ statement: key, values: this.#values[index] ?? [] });
    if (!isPrepared) wire.describe({ type: 'P' });
    wire.execute();
  }

  handleRowDescription({ fields }: { fields: { name: string; dataTypeID: number; format: 'text' }[] }): void {
    this.#columns[this.#current] = fields.map(({ name, dataTypeID }) => ({
      name,
      parse: this.#parsers.getTypeParser(dataTypeID, 'text'),
    }));
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    const columns = this.#columns[this.#current] ?? [];
    const row: QueryResultRow = {};
    try {
      for (let place = 0; place < columns.length; place += 1) {
        const [column, text] = [columns[place], fields[place]];
        if (column) row[column.name] = text == null ? null : column.parse(text);
      }
    } catch (error) {
      // Thrown here it would be the socket's; the other answers are awaited first.
      this.#unreadable = error instanceof Error ? error : new Error('A row could not be read');
    }
    this.#rows[this.#current]?.push(row);
  }

  handleCommandComplete(): void {
    this.#current += 1;
  }

  handleEmptyQuery(): void {
    this.#current += 1;
  }

  handleReadyForQuery(connection: object): void {
    const wire = connection as Wire;
    const known = preparedBy.get(wire) ?? new Map<string, { text: string; columns: Column[] }>();
    preparedBy.set(wire, known);
    for (const [index, { name, text }] of this.statements.entries()) {
      if (name) known.set(prefix + name, { text, columns: this.#columns[index] ?? [] });
    }
    if (this.#unreadable) this.#reject(this.#unreadable);
    else this.#resolve(this.#rows);
  }

  /** Nobody knows how far it came: all are prepared anew the next time. */
  handleError(error: Error, connection: object): void {
    const known = preparedBy.get(connection as Wire);
    for (const { name } of this.statements) if (name) known?.delete(prefix + name);
    this.#reject(error);
  }
}
