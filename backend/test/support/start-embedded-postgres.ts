/** Run by embedded-postgres.test.ts as a process of its own, so that it can be killed. */
import { startEmbeddedPostgres } from '../../src/core/embedded-postgres.ts';

const [dataDir = '', binariesDir] = process.argv.slice(2);
const log = { info: () => undefined, warn: () => undefined };
const postgres = await startEmbeddedPostgres({ dataDir, binariesDir, log, durable: false });
process.stdout.write(`${postgres.url}\n`);
process.once('SIGTERM', () => {
  postgres.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
setInterval(() => undefined, 60_000);
