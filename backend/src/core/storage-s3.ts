import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AwsV4Signer } from 'aws4fetch';
import { delay } from './clock.ts';
import type { Env } from './env.ts';
import { FileMissing, placeOf, type Shelf, type StorageKey } from './shelf.ts';

/** Nothing goes either way for so long: the connection is dead. */
const idleMs = 20_000;
const attempts = 3;
const pauseMs = 500;
const mostOfAnError = 2_000;

type Settings = Pick<
  Env,
  | 'STORAGE_S3_ENDPOINT'
  | 'STORAGE_S3_REGION'
  | 'STORAGE_S3_BUCKET'
  | 'STORAGE_S3_ACCESS_KEY_ID'
  | 'STORAGE_S3_SECRET_ACCESS_KEY'
>;

/** What is sent with a request, made anew for each attempt. */
interface Upload {
  size: number;
  open(): Readable;
}

class S3Error extends Error {
  readonly status: number;

  constructor(status: number, text: string) {
    super(`The storage answered ${status}: ${text}`);
    this.name = 'S3Error';
    this.status = status;
  }
}

/** Keeps files in a bucket, by path (`endpoint/bucket/company/file`), which every S3 service understands. */
export function createS3Shelf(settings: Settings): Shelf {
  const base = `${settings.STORAGE_S3_ENDPOINT?.replace(/\/+$/, '')}/${settings.STORAGE_S3_BUCKET}`;

  async function call(
    method: 'GET' | 'PUT' | 'DELETE',
    place: string,
    { range, upload }: { range?: string; upload?: Upload } = {},
  ): Promise<IncomingMessage> {
    const { url, headers } = await new AwsV4Signer({
      method,
      url: `${base}/${place}`,
      service: 's3',
      region: settings.STORAGE_S3_REGION,
      accessKeyId: settings.STORAGE_S3_ACCESS_KEY_ID ?? '',
      secretAccessKey: settings.STORAGE_S3_SECRET_ACCESS_KEY ?? '',
    }).sign();
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const request = send(url, {
      method,
      headers: {
        ...Object.fromEntries(headers),
        ...(range ? { range } : {}),
        'content-length': upload?.size ?? 0,
      },
    });
    request.setTimeout(idleMs, () => request.destroy(new Error('The storage does not answer')));
    const answered = answerTo(request);
    if (upload) await Promise.race([pipeline(upload.open(), request), answered]);
    else request.end();
    const response = await answered;
    const status = response.statusCode ?? 0;
    if (status >= 200 && status < 300) return response;
    throw new S3Error(status, await beginningOf(response));
  }

  /** Tries again what may go better then. A stream that breaks off later isn't tried again. */
  async function insist(...args: Parameters<typeof call>): Promise<IncomingMessage> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await call(...args);
      } catch (error) {
        const final = error instanceof S3Error && error.status < 500 && error.status !== 429;
        if (final || attempt === attempts) throw error;
        await delay(pauseMs * attempt);
      }
    }
  }

  const placeIn = (key: StorageKey) => {
    const [company, , name] = placeOf(key);
    return `${company}/${name}`;
  };

  return {
    async put(key, path) {
      const { size } = await stat(path);
      const response = await insist('PUT', placeIn(key), {
        upload: { size, open: () => createReadStream(path) },
      });
      response.resume();
    },
    async get(key, range) {
      const place = placeIn(key);
      try {
        return await insist('GET', place, range ? { range: `bytes=${range.start}-${range.end}` } : {});
      } catch (error) {
        throw isMissing(error) ? new FileMissing(key, error) : error;
      }
    },
    async delete(key) {
      try {
        (await insist('DELETE', placeIn(key))).resume();
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    },
  };
}

function answerTo(request: ClientRequest): Promise<IncomingMessage> {
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
  });
  // It may fail before somebody waits for it.
  answered.catch(() => undefined);
  return answered;
}

async function beginningOf(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response) {
    text += String(chunk);
    if (text.length > mostOfAnError) break;
  }
  return text.slice(0, mostOfAnError);
}

function isMissing(error: unknown): boolean {
  return error instanceof S3Error && error.status === 404;
}
