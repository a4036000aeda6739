import type { Event, Exception, StackFrame } from '@sentry/core';

/** Sends unexpected errors to Sentry, or to what speaks its language. */
export interface ErrorReporter {
  /** Never throws and never waits. `what` is the log's own sentence for it. */
  report(error: unknown, what: string): void;
  /** Waits a moment for what is on its way. */
  close(): Promise<void>;
}

export interface ErrorReporterOptions {
  dsn: string;
  environment: string;
  release: string;
}

const sendMs = 5_000;
const closeMs = 2_000;
/** The same error again and again is one report a minute, and a storm of different ones is cut off. */
const repeatMs = 60_000;
const mostPerMinute = 30;
const maxText = 300;
const maxCauses = 3;
const thrownByOthers = /^$|[\\/]node_modules[\\/]|^node:|<anonymous>/;

/**
 * Built from the library's core alone: its Node package hooks into every module and promise, which costs each request.
 * Only what this file puts into an event is sent: kinds, codes and places, no request, no person, no message.
 */
export async function createErrorReporter(options: ErrorReporterOptions): Promise<ErrorReporter> {
  const { createStackParser, createTransport, nodeStackLineParser, ServerRuntimeClient } = await import(
    '@sentry/core'
  );
  const stackParser = createStackParser(nodeStackLineParser());
  const client = new ServerRuntimeClient({
    ...options,
    platform: 'node',
    runtime: { name: 'node', version: process.version },
    integrations: [],
    stackParser,
    sendClientReports: false,
    transport: ({ url, headers, ...rest }) =>
      createTransport(rest, async ({ body }) => {
        const response = await fetch(url, {
          method: 'POST',
          body: typeof body === 'string' ? body : Buffer.from(body),
          headers: { 'content-type': 'application/x-sentry-envelope', ...headers },
          signal: AbortSignal.timeout(sendMs),
        });
        await response.arrayBuffer();
        return {
          statusCode: response.status,
          headers: {
            'retry-after': response.headers.get('retry-after'),
            'x-sentry-rate-limits': response.headers.get('x-sentry-rate-limits'),
          },
        };
      }),
  });
  client.init();
  const isNew = createSieve();
  return {
    report(error, what) {
      const chain = causesOf(error);
      if (!isNew(`${what} ${chain[0]?.stack ?? ''}`)) return;
      const values = chain.map((one): Exception => {
        const frames = stackParser(one.stack?.replace(one.message, '') ?? '');
        return { type: one.name, value: toldOf(one, frames), stacktrace: { frames } };
      });
      const event: Event = { level: 'error', transaction: what, exception: { values: values.toReversed() } };
      client.captureEvent(event);
    },
    async close() {
      await client.close(closeMs);
    },
  };
}

/** Lets through what hasn't come in the last minute, and not too much of it. */
function createSieve(): (key: string) => boolean {
  const seen = new Set<string>();
  let since = Date.now();
  return (key) => {
    if (Date.now() - since > repeatMs) {
      seen.clear();
      since = Date.now();
    }
    if (seen.has(key) || seen.size >= mostPerMinute) return false;
    seen.add(key);
    return true;
  };
}

function causesOf(error: unknown): Error[] {
  if (!(error instanceof Error)) return [new Error(`Something was thrown that is no error: ${typeof error}`)];
  const chain = [error];
  for (let { cause } = error; cause instanceof Error && chain.length <= maxCauses; { cause } = cause) {
    chain.push(cause);
  }
  return chain;
}

/**
 * Codes where there are some, and the words of our own errors. Those of libraries, of the database and of the language quote
 * what they were given: kind and place must do.
 */
function toldOf(error: Error, frames: StackFrame[]): string {
  const codes = ['code', 'constraint', 'table', 'column'].flatMap((key) => {
    const value: unknown = Reflect.get(error, key);
    return typeof value === 'string' && /^\w{1,63}$/.test(value) ? [`${key}: ${value}`] : [];
  });
  if (codes.length > 0) return codes.join(', ');
  const thrownIn = frames.at(-1)?.filename ?? '';
  return thrownByOthers.test(thrownIn) ? '' : scrub(error.message);
}

/** Takes out what may be somebody's: quoted text, addresses, ids, numbers. */
export function scrub(text: string): string {
  return (
    text
      .slice(0, maxText)
      .split('\n', 1)
      .join('')
      .replaceAll(/(["'`“‘«]).*(["'`”’»]|$)/g, '"…"')
      .replaceAll(/\S+@\S+/g, '[address]')
      .replaceAll(/\w+:\/\/\S+/g, '[url]')
      .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, '[id]')
      // Before numbers, which would cut a secret in pieces too short to be known.
      .replaceAll(/[\w+/=.-]{24,}/g, '[secret]')
      .replaceAll(/\+?\d[\d\s().-]{4,}\d/g, '[number]')
  );
}
