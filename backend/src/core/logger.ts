import { type Logger, type LoggerOptions, pino } from 'pino';

export type { Logger } from 'pino';

/** Keys whose values never reach a log, at any depth we log at. */
const secretKeys = [
  'password',
  'currentPassword',
  'newPassword',
  'passwordHash',
  'token',
  'accessToken',
  'refreshToken',
  'authorization',
  'cookie',
  'secret',
  'creds',
  'linkValue',
  'qr',
];
const redactPaths = secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`, `*["${key}"]`]);

const maxCauses = 3;

/**
 * What a log may tell of an error: its kind, its words, where it happened. An error of the database or of a parser also
 * holds the statement, its values or the text that it choked on: these stay out.
 */
export function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack, cause } = error;
  const told = Object.fromEntries(
    ['code', 'constraint', 'table', 'column'].flatMap((key) => {
      const value: unknown = Reflect.get(error, key);
      return typeof value === 'string' || typeof value === 'number' ? [[key, value]] : [];
    }),
  );
  const inner = cause !== undefined && depth < maxCauses ? { cause: describeError(cause, depth + 1) } : {};
  return { type: name, message, stack, ...told, ...inner };
}

const errorLevel = 50;

/**
 * The process's log: JSON lines on standard output, secrets left out. `onError` is told of each error that is logged as
 * one, with the log's sentence.
 */
export function createLogger(options: {
  level: string;
  name: string;
  destination?: NodeJS.WritableStream;
  onError?: (error: unknown, what: string) => void;
}): Logger {
  const { onError } = options;
  const settings = {
    name: options.name,
    level: options.level,
    redact: {
      paths: [...redactPaths, 'req.headers.authorization', 'req.headers.cookie'],
      censor: '[hidden]',
    },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    serializers: { err: (error: unknown) => describeError(error) },
    ...(onError ? { hooks: { logMethod: tellErrors(onError) } } : {}),
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return options.destination ? pino(settings, options.destination) : pino(settings);
}

/** The request log tells an error of its own for each failed request; the one behind it was told before. */
function tellErrors(
  onError: (error: unknown, what: string) => void,
): NonNullable<LoggerOptions['hooks']>['logMethod'] {
  return function logMethod(args, method, level) {
    const [details, what] = args as unknown[];
    if (level >= errorLevel && typeof details === 'object' && details !== null && 'err' in details) {
      if (!('res' in details)) onError(details.err, typeof what === 'string' ? what : 'An error');
    }
    method.apply(this, args);
  };
}
