/** Run as a process of its own, so that it can be killed: only the WhatsApp sessions of an installation. */
import { startApp } from '../../src/app/start.ts';
import { loadEnv } from '../../src/core/env.ts';
import { createLogger } from '../../src/core/logger.ts';

const { DATABASE_URL = '' } = process.env;
const secrets = {
  APP_KEY: Buffer.alloc(32, 7).toString('base64'),
  JWT_SECRET: 'a secret for the tests of this machine only',
};
const env = loadEnv(
  { ...process.env, DATABASE_URL: '', NODE_ENV: 'test', PORT: '0', PROCESSES: 'whatsapp', ...secrets },
  () => secrets,
);
await startApp({ env, databaseUrl: DATABASE_URL, logger: createLogger({ level: 'error', name: 'test' }) });
