import pg from 'pg';
import type { Actor } from '../../src/core/http/route.ts';
import { createAccessTokens } from '../../src/features/auth/access-token.ts';
import type { ApiLoadApi, Asker, Length, Question, SqlMode, Waits } from './api-load.ts';
import type { BareApiApi } from './bare-api.ts';
import type { BenchContext } from './bench.ts';
import { type BigDatabase, openBigDatabase } from './big-database.ts';
import { cpuOf } from './cpu.ts';
import { percentile, round } from './numbers.ts';
import { launchProduct, makeSecrets, type ProductProcess } from './product.ts';
import { keepProfile } from './profile.ts';
import { startWorker } from './worker.ts';

/**
 * The same questions asked at four depths: the statement alone by the owner (`sql`); with policies and transaction
 * (`policies`); behind express with presenter and contract, but no transaction (`route`); of the product.
 */
export const layers = ['sql', 'policies', 'route', 'product'] as const;
export type Layer = (typeof layers)[number];

/** Somebody of the big company. */
export type Person = Actor;

/** One stretch at one layer. */
export interface Stretch {
  waits: Waits;
  perSecond: number;
  /** CPU of the process that answers, of Postgres, for one question. */
  nodeCpuMs: number | null;
  postgresCpuMs: number | null;
}

/** A big company, those who ask, and all that can be asked. */
export interface ApiScene {
  database: BigDatabase;
  people: Person[];
  /** As the owner, who sees the company alone. */
  owner: pg.Client;
  /** Asks all questions, at all depths in turn, or at some. */
  measure(
    questionsOf: (person: Person) => Question[],
    depths?: readonly Layer[],
  ): Promise<Record<Layer, Stretch[]>>;
  /** The statements by bare `pg`, each person so often: for what takes too long to go on for a while. */
  askNaively(questionsOf: (person: Person) => Question[], each: number): Promise<Waits>;
  /** What the figures depend on. */
  inputs: Record<string, unknown>;
  stop(): Promise<void>;
}

const admins = 4;
const agents = 6;
/** Until code is compiled and caches are filled. */
const warmQuestionsEach = 150;
/** A schema of views that show one company: what the policies do, written into each statement's tables. */
const onlyOne = 'bench_one_company';

export async function setApiScene(context: BenchContext, name: string): Promise<ApiScene> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const stopOne of stops.splice(0).toReversed()) await stopOne();
  };
  try {
    const database = await openBigDatabase(context);
    stops.push(() => database.stop());
    const options = `-c search_path=${onlyOne},public`;
    const owner = new pg.Client({ connectionString: database.url, options });
    await owner.connect();
    stops.push(() => owner.end());
    const people = await findPeople(owner);
    await showOneCompany(owner, people[0]?.companyId ?? '');
    const secrets = makeSecrets();
    const product = await launchProduct(
      { databaseUrl: database.url, whatsappUrl: 'ws://127.0.0.1:9', profile: context.profile },
      secrets,
    );
    stops.push(() => product.stop());
    const bare = startWorker<BareApiApi>(new URL('./bare-api.ts', import.meta.url));
    stops.push(() => bare.stop());
    const load = startWorker<ApiLoadApi>(new URL('./api-load.ts', import.meta.url));
    stops.push(() => load.stop());
    const bareUrl = await bare.call('start', database.url, options);
    const tokens = createAccessTokens(secrets.JWT_SECRET);

    /** Those who ask, as each layer knows them. Tokens are new each time: they last for minutes. */
    const askers = async (layer: Layer, questionsOf: (person: Person) => Question[]): Promise<Asker[]> =>
      Promise.all(
        people.map(async (person) => ({
          authorization:
            layer === 'product'
              ? `Bearer ${(await tokens.issue(person)).accessToken}`
              : `${person.role} ${person.userId}`,
          questions: questionsOf(person),
        })),
      );
    const policies: SqlMode = {
      options: '-c role=ticketz_app',
      begin: `SELECT set_config('app.company_id', '${people[0]?.companyId}', true)`,
    };
    const pidOf: Record<Layer, number> = {
      sql: load.pid,
      policies: load.pid,
      route: bare.pid,
      product: product.pid,
    };
    const ask: Record<Layer, (all: Asker[], length: Length) => Promise<Waits>> = {
      sql: (all, length) => load.call('bySql', database.url, all, length, { options, begin: null }),
      policies: (all, length) => load.call('bySql', database.url, all, length, policies),
      route: (all, length) => load.call('overHttp', bareUrl, all, length),
      product: (all, length) => load.call('overHttp', product.url, all, length),
    };
    const rounds = context.quick ? 1 : 3;
    const seconds = context.quick ? 4 : 10;

    return {
      database,
      people,
      owner,
      stop,
      inputs: {
        clients: { admins, agents },
        rounds,
        secondsOfEachStretch: seconds,
        company: { ...database.counted, longestConversation: database.size.longest },
        companiesOfThatSize: 2,
        dataMadeInSeconds: database.madeInSeconds && round(database.madeInSeconds),
        postgres: database.server.settings,
      },
      askNaively: async (questionsOf, each) => ask.sql(await askers('sql', questionsOf), { each }),
      async measure(questionsOf, depths = layers) {
        const taken: Record<Layer, Stretch[]> = { sql: [], policies: [], route: [], product: [] };
        for (const layer of depths) {
          await ask[layer](await askers(layer, questionsOf), { each: warmQuestionsEach });
        }
        for (let number = 1; number <= rounds; number += 1) {
          for (const layer of depths) {
            const all = await askers(layer, questionsOf);
            const stretch = await profiled(context, layer, product, name, () =>
              watched(database, pidOf[layer], seconds, () => ask[layer](all, { seconds })),
            );
            taken[layer].push(stretch);
            context.log(
              `round ${number} of ${rounds}, ${layer}: p95 ${round(p95(Object.values(stretch.waits).flat()))} ms, ` +
                `${round(stretch.perSecond)}/s`,
            );
          }
        }
        return taken;
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

export function p95(waits: number[]): number {
  return percentile(waits, 0.95);
}

async function profiled(
  context: BenchContext,
  layer: Layer,
  { profiler }: ProductProcess,
  name: string,
  work: () => Promise<Stretch>,
): Promise<Stretch> {
  if (!profiler || layer !== 'product') return work();
  await profiler.start();
  const stretch = await work();
  context.log(await keepProfile(name, await profiler.stop()));
  return stretch;
}

async function watched(
  { server }: BigDatabase,
  pid: number,
  seconds: number,
  work: () => Promise<Waits>,
): Promise<Stretch> {
  const before = [await cpuOf(pid), await server.cpu()];
  const waits = await work();
  const after = [await cpuOf(pid), await server.cpu()];
  const count = Object.values(waits).flat().length;
  const each = (index: 0 | 1) => {
    const [from, to] = [before[index], after[index]];
    return from == null || to == null ? null : (to - from) / count;
  };
  return { waits, perSecond: count / seconds, nodeCpuMs: each(0), postgresCpuMs: each(1) };
}

async function findPeople(owner: pg.Client): Promise<Person[]> {
  const { rows } = await owner.query<Pick<Person, 'companyId' | 'userId' | 'sessionId' | 'name' | 'role'>>(
    `SELECT u.company_id AS "companyId", u.id AS "userId", u.name, u.role, s.id AS "sessionId"
       FROM (SELECT *, row_number() OVER (PARTITION BY role ORDER BY email) AS place FROM public.users
              WHERE company_id = (SELECT id FROM public.companies WHERE last_ticket_number > 0 ORDER BY id LIMIT 1)) u
       JOIN public.sessions s ON s.user_id = u.id
      WHERE place <= CASE role WHEN 'admin' THEN $1::int ELSE $2::int END ORDER BY place, role`,
    [admins, agents],
  );
  return rows.map((row) => ({ ...row, mustChangePassword: false }));
}

async function showOneCompany(owner: pg.Client, companyId: string): Promise<void> {
  const { rows } = await owner.query<{ table: string }>(
    `SELECT table_name AS table FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name = 'company_id'`,
  );
  const views = rows.map(
    ({ table }) =>
      `CREATE VIEW ${onlyOne}.${table} AS SELECT * FROM public.${table} WHERE company_id = '${companyId}'`,
  );
  await owner.query(
    `DROP SCHEMA IF EXISTS ${onlyOne} CASCADE; CREATE SCHEMA ${onlyOne}; ${views.join('; ')}`,
  );
}
