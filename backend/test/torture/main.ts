import { randomInt } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { runTorture, type TortureResult } from './run-torture.ts';

const usage = `npm run torture -- [options]

Runs the whole product as processes with a simulated WhatsApp, sends messages both ways, kills and breaks what it can,
and compares at the end. Ends with code 1 when anything differs.

  --messages N    each way (2000)
  --kills N       of processes and servers (25)
  --redis yes|no  jobs and sockets on Redis or on Postgres; by default as the seed says
  --customers N   of each of the four phones (5)
  --seed N        does again what another run has done
  --quiet         the ledger only
`;

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '2000' },
    kills: { type: 'string', default: '25' },
    redis: { type: 'string' },
    customers: { type: 'string', default: '5' },
    seed: { type: 'string', default: String(randomInt(1, 1_000_000)) },
    quiet: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const mostDifferences = 50;

if (values.help) print(usage);
else process.exit(await torture());

async function torture(): Promise<number> {
  const seed = wholeNumber('seed');
  const redis = values.redis === undefined ? seed % 2 === 0 : values.redis === 'yes';
  const messages = wholeNumber('messages');
  const kills = wholeNumber('kills');
  const customersPerPhone = wholeNumber('customers');
  print(`--seed ${seed} --messages ${messages} --kills ${kills} --customers ${customersPerPhone}`);
  print(` --redis ${redis ? 'yes' : 'no'}\n`);
  const log = (line: string) => {
    if (!values.quiet) process.stderr.write(`${line}\n`);
  };
  const result = await runTorture({ seed, messages, kills, redis, customersPerPhone, log });
  printResult(result);
  if (result.ledger.differences.length > 0) return 1;
  await rm(result.folder, { recursive: true, force: true });
  return 0;
}

function printResult({ ledger, done, resumed, refetched, seconds, folder }: TortureResult): void {
  const { received, stored, shown, queued, sent, arrived, sentAgain, differences } = ledger;
  const deeds = [...done].map(([what, count]) => `${count} × ${what}`).sort();
  print(`\nBroken in ${seconds} s: ${deeds.join(', ')}\n`);
  print(`Sockets resumed ${resumed} times, screens were fetched anew ${refetched} times.\n\n`);
  print(`received ${received} = stored ${stored} = shown ${shown}\n`);
  print(`queued ${queued} = sent ${sent} = arrived ${arrived} (${sentAgain} sent again under the same id)\n`);
  if (differences.length === 0) return print('\nNothing differs.\n');
  print(`\n${differences.length} differences:\n`);
  for (const difference of differences.slice(0, mostDifferences)) print(`  ${difference}\n`);
  if (differences.length > mostDifferences) print(`  and ${differences.length - mostDifferences} more\n`);
  print(`\nThe logs are in ${folder}/logs\n`);
}

function wholeNumber(name: 'seed' | 'messages' | 'kills' | 'customers'): number {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number >= 0) return number;
  process.stderr.write(`--${name} is no whole number: ${values[name]}\n`);
  process.exit(2);
}

function print(text: string): void {
  process.stdout.write(text);
}
