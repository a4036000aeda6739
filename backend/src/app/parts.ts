import type { Database } from '../core/database.ts';
import type { Env } from '../core/env.ts';
import type { Jobs } from '../core/jobs.ts';
import type { Logger } from '../core/logger.ts';
import type { Realtime } from '../core/realtime.ts';
import type { WhatsappProcess } from './whatsapp.ts';

/** What of a running process its health and its metrics are read from. */
export interface Parts {
  env: Env;
  database: Database;
  jobs: Jobs;
  realtime: Realtime;
  processId: string;
  logger: Logger;
  /** Undefined where it doesn't run, and until it has started. */
  whatsapp(): WhatsappProcess | undefined;
}
