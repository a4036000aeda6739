import { type Logger, pino } from 'pino';

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

/** The process's log: JSON lines on standard output, secrets left out. */
export function createLogger(options: {
  level: string;
  name: string;
  destination?: NodeJS.WritableStream;
}): Logger {
  const settings = {
    name: options.name,
    level: options.level,
    redact: {
      paths: [...redactPaths, 'req.headers.authorization', 'req.headers.cookie'],
      censor: '[hidden]',
    },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return options.destination ? pino(settings, options.destination) : pino(settings);
}
