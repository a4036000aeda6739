import { timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Logger } from './logger.ts';

/**
 * What this process counts about itself, whether or not somebody reads it. Labels are kinds and templates, never ids, texts
 * or secrets: a label is kept for as long as the process lives.
 */
const counted = new Registry();
const registers = [counted];
const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** Metrics that ask somebody else are given up after this long: a scrape waits for all. */
const collectMs = 2_000;

export const httpRequests = new Histogram({
  name: 'ticketz_http_request_duration_seconds',
  help: 'Answered requests, by the path of the contract',
  labelNames: ['method', 'route', 'status'],
  buckets: seconds,
  registers,
});
export const httpInFlight = new Gauge({
  name: 'ticketz_http_requests_in_flight',
  help: 'Requests that are not answered yet',
  registers,
});
export const unitsOfWork = new Histogram({
  name: 'ticketz_unit_of_work_duration_seconds',
  help: 'Transactions from the wait for a connection to the commit, by whose they are and how they ended',
  labelNames: ['scope', 'result'],
  buckets: seconds,
  registers,
});
export const jobRuns = new Histogram({
  name: 'ticketz_job_duration_seconds',
  help: 'Runs of background work',
  labelNames: ['job', 'result'],
  buckets: seconds,
  registers,
});
export const messagesTransferred = new Counter({
  name: 'ticketz_messages_total',
  help: 'Messages that were stored (inbound, and outbound from a phone) or accepted by the channel (sent)',
  labelNames: ['kind'],
  registers,
});
export const messagesRefused = new Counter({
  name: 'ticketz_messages_refused_total',
  help: "Edits and deletions of messages that were not the sender's own",
  labelNames: ['reason'],
  registers,
});

/** A figure that is asked for at each scrape: one number, or one for each value of the label. */
export interface Reading {
  name: string;
  help: string;
  label?: string;
  read(): number | Record<string, number> | Promise<number | Record<string, number>>;
}

/** The page that Prometheus reads. */
export interface MetricsPage {
  contentType: string;
  text(): Promise<string>;
}

/** All that is counted, the process's own figures (memory, event loop, garbage collection), and these readings. */
export function createMetricsPage(readings: Reading[], logger: Logger): MetricsPage {
  const asked = new Registry();
  collectDefaultMetrics({ register: asked });
  for (const reading of readings) addReading(asked, reading, logger);
  const all = Registry.merge([counted, asked]);
  return { contentType: all.contentType, text: () => all.metrics() };
}

/** One that can't be had is left out of this scrape. */
function addReading(registry: Registry, { name, help, label, read }: Reading, logger: Logger): void {
  const gauge = new Gauge({
    name,
    help,
    labelNames: label ? [label] : [],
    registers: [],
    async collect() {
      this.reset();
      try {
        const value = await within(collectMs, Promise.resolve(read()));
        if (typeof value === 'number') this.set(value);
        else for (const [key, count] of Object.entries(value)) this.set({ [label ?? '']: key }, count);
      } catch (error) {
        this.remove();
        logger.warn({ err: error, metric: name }, 'A metric could not be read');
      }
    },
  });
  registry.registerMetric(gauge);
}

function within<Value>(ms: number, promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('It took too long')), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Answers who has the token; without one in the environment there is no such page. */
export function serveMetrics(page: MetricsPage | undefined, token: string | undefined): RequestHandler {
  return async (request, response) => {
    if (!page || !token) return void response.status(404).end();
    if (!isSame(request.headers.authorization ?? '', `Bearer ${token}`)) {
      return void response.status(401).setHeader('www-authenticate', 'Bearer').end();
    }
    response.setHeader('content-type', page.contentType);
    response.end(await page.text());
  };
}

function isSame(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Measures requests. What isn't of the API counts as one route: its paths are anybody's invention. */
export const measureRequests: RequestHandler = (request, response, next) => {
  const startedAt = performance.now();
  httpInFlight.inc();
  response.once('close', () => {
    httpInFlight.dec();
    const path: unknown = response.locals.route;
    httpRequests.observe(
      {
        method: request.method,
        route: typeof path === 'string' ? `/api${path}` : 'other',
        status: String(response.statusCode),
      },
      (performance.now() - startedAt) / 1000,
    );
  });
  next();
};
