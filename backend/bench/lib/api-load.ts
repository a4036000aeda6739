import { Agent, get } from 'node:http';
import pg from 'pg';
import type { Statement } from '../../src/features/tickets/ticket-page.ts';
import { serveWorker } from './worker.ts';

/** What one person asks, over HTTP or as bare SQL. */
export interface Question {
  kind: string;
  path: string;
  /** The same in one statement; null where it takes more than one. */
  statement: Statement | null;
}

/** Somebody who asks their questions in turn, each when the one before is answered, without a pause. */
export interface Asker {
  /** Who they are, for the server that is asked. */
  authorization: string;
  questions: Question[];
}

/** The waits in milliseconds, by the kind of question. */
export type Waits = Record<string, number[]>;

/** How long to go on: some seconds, or until each has asked so often. */
export type Length = { seconds: number } | { each: number };

/** How statements are run: alone by the owner, or each as a feature's, in a transaction under the policies. */
export type SqlMode =
  | { options: string; begin: null }
  | { options: string /** With the company. */; begin: string };

/** The load on an API, in a process of its own. */
export type ApiLoadApi = typeof methods;

const askMs = 30_000;

const methods = {
  overHttp: async (url: string, askers: Asker[], length: Length): Promise<Waits> =>
    all(askers, length, ({ authorization }) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      return {
        ask: ({ path }) => ask(`${url}/api${path}`, authorization, agent),
        close: async () => agent.destroy(),
      };
    }),

  bySql: async (
    url: string,
    askers: Asker[],
    length: Length,
    { options, begin }: SqlMode,
  ): Promise<Waits> => {
    const clients = await Promise.all(
      askers.map(async () => {
        const client = new pg.Client({ connectionString: url, options });
        await client.connect();
        return client;
      }),
    );
    return all(askers, length, (_asker, index) => {
      const client = clients[index];
      if (!client) throw new Error('There is no client');
      return {
        async ask({ statement }) {
          if (!statement) return;
          if (begin) await client.query(`BEGIN; ${begin}`);
          await client.query(statement);
          if (begin) await client.query('COMMIT');
        },
        close: () => client.end(),
      };
    });
  },
};

interface Line {
  ask(question: Question): Promise<void>;
  close(): Promise<void>;
}

async function all(
  askers: Asker[],
  length: Length,
  open: (asker: Asker, index: number) => Line,
): Promise<Waits> {
  const waits: Waits = {};
  const until = 'seconds' in length ? performance.now() + length.seconds * 1000 : Number.POSITIVE_INFINITY;
  const most = 'each' in length ? length.each : Number.POSITIVE_INFINITY;
  const lines = askers.map(open);
  await Promise.all(
    askers.map(async ({ questions }, index) => {
      // Each begins elsewhere, so that not all ask the same at once.
      for (let turn = 0; turn < most && performance.now() < until; turn += 1) {
        const question = questions[(index + turn) % questions.length];
        if (!question) throw new Error('Nothing to ask');
        const startedAt = performance.now();
        await lines[index]?.ask(question);
        (waits[question.kind] ??= []).push(performance.now() - startedAt);
      }
    }),
  );
  await Promise.all(lines.map((line) => line.close()));
  return waits;
}

/** Reads the whole answer, compressed as a browser would take it. */
function ask(url: string, authorization: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { authorization, 'accept-encoding': 'gzip' };
    const request = get(url, { agent, headers, timeout: askMs }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${response.statusCode} from ${url}`));
      response.on('error', reject);
      response.on('end', resolve);
      response.resume();
    });
    request.on('timeout', () => request.destroy(new Error(`No answer from ${url}`)));
    request.on('error', reject);
  });
}

serveWorker(methods);
