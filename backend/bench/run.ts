import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { apiConversation } from './benches/api-conversation.ts';
import { apiTickets } from './benches/api-tickets.ts';
import { contactImport } from './benches/contact-import.ts';
import { conversation } from './benches/conversation.ts';
import { fanout } from './benches/fanout.ts';
import { flood } from './benches/flood.ts';
import { inboundEight } from './benches/inbound-eight.ts';
import { inboundLatency } from './benches/inbound-latency.ts';
import { inboundOne } from './benches/inbound-one.ts';
import { search } from './benches/search.ts';
import { sessionsIdle } from './benches/sessions-idle.ts';
import { sessionsMany } from './benches/sessions-many.ts';
import { startCold } from './benches/start-cold.ts';
import { sessionsCut, startSessions } from './benches/start-sessions.ts';
import type { Bench, BenchContext, Row } from './lib/bench.ts';
import { buildWhatIsOld } from './lib/build.ts';
import { type BenchPostgres, startBenchPostgres } from './lib/postgres.ts';
import { writeTable } from './lib/readme-table.ts';
import { readRows, storeRows, toRow } from './lib/rows.ts';

const benches: Bench[] = [
  apiTickets,
  apiConversation,
  search,
  conversation,
  fanout,
  inboundOne,
  inboundEight,
  inboundLatency,
  sessionsIdle,
  sessionsCut,
  sessionsMany,
  flood,
  contactImport,
  startCold,
  startSessions,
];

const usage = `npm run bench -- [names] [options]

  names       what to run, or how it begins (inbound, inbound.one); all by default:
              ${benches.map(({ name }) => name).join(' ')}
  --quick     each in less than a minute: fewer messages, one round
  --profile   profile the product's CPU, print what costs most, keep it in .data/bench-profile;
              results.json isn't touched
  --readme    only rewrite the table in the README from results.json
  --help      this text
`;

const { values: flags, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    readme: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (flags.help) process.stdout.write(usage);
else if (flags.readme) await writeTable(await readRows());
else await runBenches(chosen());

function chosen(): Bench[] {
  const unknown = names.filter((name) => !benches.some((bench) => bench.name.startsWith(name)));
  if (unknown.length > 0) {
    process.stderr.write(`There is no bench ${unknown.join(', ')}.\n\n${usage}`);
    process.exit(2);
  }
  return benches.filter(({ name }) => names.length === 0 || names.some((begin) => name.startsWith(begin)));
}

async function runBenches(all: Bench[]): Promise<void> {
  await buildWhatIsOld(log);
  const servers: Promise<BenchPostgres>[] = [];
  const context: BenchContext = {
    quick: flags.quick,
    profile: flags.profile,
    postgres: () => servers[0] ?? startFirst(servers),
    log,
  };
  const printed: Row[] = [];
  try {
    for (const bench of all) {
      log(`${bench.name}: load average ${loadavg()[0]?.toFixed(1)}`);
      const loadBefore = loadavg()[0] ?? 0;
      const rows = (await bench.run(context)).map((figure) =>
        toRow(figure, { loadBefore, quick: flags.quick }),
      );
      if (!flags.profile) await storeRows(bench.name, rows);
      printed.push(...rows);
    }
  } finally {
    for (const server of servers) await (await server).stop();
  }
  process.stdout.write(`${JSON.stringify(printed, null, 2)}\n`);
  process.exit(0);
}

function startFirst(servers: Promise<BenchPostgres>[]): Promise<BenchPostgres> {
  const server = startBenchPostgres();
  servers.push(server);
  return server;
}

function log(line: string): void {
  process.stderr.write(`${line}\n`);
}
