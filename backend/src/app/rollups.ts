import { connectDatabase } from '../core/database.ts';
import { loadEnv, processEnvironment } from '../core/env.ts';
import { createLogger } from '../core/logger.ts';
import { storedSecrets } from '../core/secrets.ts';
import { asSystem, useDatabase } from '../core/tenancy.ts';
import { query } from '../core/unit-of-work.ts';
import { recountCompany } from '../features/dashboard/count-company.ts';
import { initModels } from './models.ts';
import { inProject } from './paths.ts';
import { openDatabase } from './run-process.ts';

/** `npm run rollups -- rebuild`: counts anew, from tickets and messages, what reports are read from. Beside a running product. */
const [command, ...companyIds] = process.argv.slice(2);
if (command !== 'rebuild') {
  process.stderr.write('npm run rollups -- rebuild [ids of companies; all by default]\n');
  process.exit(2);
}

const env = loadEnv(processEnvironment(), (dataDir) => storedSecrets(inProject(dataDir)));
const logger = createLogger({ level: env.LOG_LEVEL, name: 'ticketz-rollups' });
const server = await openDatabase(env, logger);
const database = connectDatabase({ url: server.url, poolSize: 2, logger });
try {
  initModels(database.sequelize);
  useDatabase({ database, logger, onCommitted: () => undefined });
  const companies = await asSystem(() => query<{ id: string }>('SELECT id FROM companies ORDER BY id'));
  for (const { id } of companies) {
    if (companyIds.length > 0 && !companyIds.includes(id)) continue;
    await recountCompany(id);
    logger.info({ companyId: id }, 'Counted anew');
  }
} finally {
  await database.close();
  await server.stop();
}
