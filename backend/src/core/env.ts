import { z } from 'zod';

/** The parts of the product that one process can run. */
export const processNames = ['web', 'worker', 'whatsapp'] as const;
export type ProcessName = (typeof processNames)[number];

const optionalText = z
  .string()
  .trim()
  .transform((value) => (value === '' ? undefined : value))
  .optional();

const url = (protocols: string[]) =>
  optionalText.refine(
    (value) => value === undefined || protocols.some((protocol) => value.startsWith(`${protocol}://`)),
    {
      message: `must start with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`,
    },
  );

const boundedInt = (fallback: number, min: number, max: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback);

/** Every variable the server reads. `.env.example` documents the same list; a test holds them equal. */
export const envSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PROCESSES: z
    .string()
    .default(processNames.join(','))
    .transform((value) => value.split(',').map((name) => name.trim()))
    .pipe(z.array(z.enum(processNames)).min(1)),
  HOST: z.string().default('127.0.0.1'),
  PORT: boundedInt(3000, 0, 65_535),
  PUBLIC_URL: url(['http', 'https']),
  TRUST_PROXY: boundedInt(0, 0, 10),
  DATABASE_URL: url(['postgres', 'postgresql']),
  DATABASE_POOL_SIZE: boundedInt(15, 2, 200),
  REDIS_URL: url(['redis', 'rediss']),
  DATA_DIR: z.string().default('.data'),
  APP_KEY: optionalText.refine((value) => value === undefined || Buffer.from(value, 'base64').length === 32, {
    message: 'must be 32 bytes in base64: openssl rand -base64 32',
  }),
  APP_KEY_PREVIOUS: optionalText.refine(
    (value) => value === undefined || Buffer.from(value, 'base64').length === 32,
    { message: 'must be 32 bytes in base64' },
  ),
  JWT_SECRET: optionalText.refine((value) => value === undefined || value.length >= 32, {
    message: 'must have at least 32 characters: openssl rand -base64 48',
  }),
  ADMIN_EMAIL: optionalText.pipe(z.email().optional()),
  ADMIN_PASSWORD: optionalText.pipe(z.string().min(10).max(72).optional()),
  COMPANY_NAME: z.string().default('Ticketz'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  SHUTDOWN_TIMEOUT_MS: boundedInt(10_000, 1_000, 120_000),
  METRICS_TOKEN: optionalText.refine((value) => value === undefined || value.length >= 20, {
    message: 'must have at least 20 characters: openssl rand -hex 24',
  }),
  SENTRY_DSN: url(['http', 'https']),
  WHATSAPP_WEB_URL: url(['ws', 'wss']),
  WHATSAPP_MEDIA_URL: url(['https']),
  WHATSAPP_MEDIA_CERTIFICATE: optionalText,
  STORAGE_S3_ENDPOINT: url(['http', 'https']),
  STORAGE_S3_REGION: z.string().default('us-east-1'),
  STORAGE_S3_BUCKET: optionalText,
  STORAGE_S3_ACCESS_KEY_ID: optionalText,
  STORAGE_S3_SECRET_ACCESS_KEY: optionalText,
  LIMIT_USER_REQUESTS: boundedInt(100, 1, 1_000_000),
  LIMIT_COMPANY_REQUESTS: boundedInt(300, 1, 1_000_000),
  LIMIT_COMPANY_SENDS: boundedInt(3_000, 1, 1_000_000),
  LIMIT_USER_SOCKETS: boundedInt(50, 1, 1_000_000),
  LIMIT_COMPANY_SOCKETS: boundedInt(2_000, 1, 1_000_000),
  SOURCE_URL: z.url().default('https://github.com/ticketz-oss/ticketz'),
});

type ParsedEnv = z.infer<typeof envSchema>;

/** The checked environment. `APP_KEY` and `JWT_SECRET` are set: from the environment, or from the data directory. */
export type Env = ParsedEnv & { APP_KEY: string; JWT_SECRET: string };

/** Thrown with every fault of the environment at once, in words an operator can act on. */
export class EnvError extends Error {
  constructor(faults: string[]) {
    super(`The environment can't be used:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'EnvError';
  }
}

/**
 * Parses the environment; throws `EnvError` with a list of all that is wrong. `storedSecrets` makes or reads secrets
 * that weren't given; in production with a database of its own they must be given, because several machines share them.
 */
export function loadEnv(
  source: Record<string, string | undefined>,
  storedSecrets: (dataDir: string) => { APP_KEY: string; JWT_SECRET: string },
): Env {
  const parsed = envSchema.safeParse(source);
  if (!parsed.success) {
    throw new EnvError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  const env = parsed.data;
  const absent = missingForS3(env);
  if (absent.length > 0)
    throw new EnvError(absent.map((name) => `${name}: required with STORAGE_S3_ENDPOINT`));
  if (env.APP_KEY && env.JWT_SECRET) return { ...env, APP_KEY: env.APP_KEY, JWT_SECRET: env.JWT_SECRET };
  if (env.NODE_ENV === 'production' && env.DATABASE_URL) {
    const missing = (['APP_KEY', 'JWT_SECRET'] as const).filter((name) => !env[name]);
    throw new EnvError(missing.map((name) => `${name}: required in production`));
  }
  const stored = storedSecrets(env.DATA_DIR);
  return { ...env, APP_KEY: env.APP_KEY ?? stored.APP_KEY, JWT_SECRET: env.JWT_SECRET ?? stored.JWT_SECRET };
}

function missingForS3(env: ParsedEnv): string[] {
  if (!env.STORAGE_S3_ENDPOINT) return [];
  const needed = ['STORAGE_S3_BUCKET', 'STORAGE_S3_ACCESS_KEY_ID', 'STORAGE_S3_SECRET_ACCESS_KEY'] as const;
  return needed.filter((name) => !env[name]);
}

/** The environment of this process, as the operating system gave it. */
export function processEnvironment(): Record<string, string | undefined> {
  return process.env;
}
