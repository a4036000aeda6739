import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadEnv } from './env.ts';
import { FileMissing } from './shelf.ts';
import { createStorage, FileTooLarge, type Storage } from './storage.ts';

const folder = mkdtempSync(join(tmpdir(), 'ticketz-storage-'));
const secrets = () => ({ APP_KEY: Buffer.alloc(32, 1).toString('base64'), JWT_SECRET: 'x'.repeat(32) });
const bucket = 'ticketz';
let bucketServer: S3rver;
let endpoint: string;

beforeAll(async () => {
  bucketServer = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: join(folder, 's3'),
    configureBuckets: [{ name: bucket, configs: [] }],
  });
  const { port } = await bucketServer.run();
  endpoint = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  await bucketServer.close();
  rmSync(folder, { recursive: true });
});

const onDisk = () => createStorage(loadEnv({}, secrets), join(folder, 'disk'));
const inBucket = (settings: Record<string, string> = {}) =>
  createStorage(
    loadEnv(
      {
        STORAGE_S3_ENDPOINT: endpoint,
        STORAGE_S3_BUCKET: bucket,
        STORAGE_S3_ACCESS_KEY_ID: 'S3RVER',
        STORAGE_S3_SECRET_ACCESS_KEY: 'S3RVER',
        ...settings,
      },
      secrets,
    ),
    join(folder, 'bucket'),
  );

const limits = { maxBytes: 5_000_000, idleMs: 2_000 };
const freshKey = () => ({ companyId: randomUUID(), name: randomUUID() });
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function keep(storage: Storage, key: { companyId: string; name: string }, bytes: Buffer) {
  const incoming = await storage.receive(Readable.from([bytes]), limits);
  await storage.put(key, incoming.path);
  await incoming.remove();
  return incoming;
}

describe.each([
  ['on disk', onDisk],
  ['in a bucket', inBucket],
])('A file %s', (_where, make) => {
  it('comes back as it was, whole and in parts', async () => {
    const storage = make();
    const key = freshKey();
    const bytes = randomBytes(3_000_000);
    const { path, size } = await keep(storage, key, bytes);
    expect(size).toBe(bytes.length);
    expect(existsSync(path)).toBe(false);
    expect(sha256(await buffer(await storage.get(key)))).toBe(sha256(bytes));
    const part = await buffer(await storage.get(key, { start: 1_000_000, end: 1_000_099 }));
    expect(part).toEqual(bytes.subarray(1_000_000, 1_000_100));
  });

  it('takes the place of the one before it', async () => {
    const storage = make();
    const key = freshKey();
    await keep(storage, key, Buffer.from('first'));
    await keep(storage, key, Buffer.from('second'));
    expect(String(await buffer(await storage.get(key)))).toBe('second');
  });

  it('is gone after its deletion, which may be asked for twice', async () => {
    const storage = make();
    const key = freshKey();
    await keep(storage, key, Buffer.from('x'));
    await storage.delete(key);
    await storage.delete(key);
    await expect(storage.get(key)).rejects.toBeInstanceOf(FileMissing);
  });

  it('is not named by anybody else: a key that is no id is refused', async () => {
    const storage = make();
    for (const name of ['../../etc/passwd', '..%2f..', `${randomUUID()}/../x`, `${randomUUID()}.svg`, '']) {
      await expect(storage.get({ companyId: randomUUID(), name })).rejects.toThrow('Not a key');
      await expect(storage.delete({ companyId: '..', name: randomUUID() })).rejects.toThrow('Not a key');
    }
  });

  it("is not another company's under the same id", async () => {
    const storage = make();
    const key = freshKey();
    await keep(storage, key, Buffer.from('x'));
    await expect(storage.get({ ...key, companyId: randomUUID() })).rejects.toBeInstanceOf(FileMissing);
  });
});

describe('Receiving', () => {
  const left = () => readdirSync(join(folder, 'disk', 'incoming'));

  it('stops at the cap and leaves nothing', async () => {
    const storage = onDisk();
    let given = 0;
    const endless = new Readable({
      read() {
        given += 1;
        this.push(Buffer.alloc(64_000));
      },
    });
    await expect(storage.receive(endless, { ...limits, maxBytes: 1_000_000 })).rejects.toBeInstanceOf(
      FileTooLarge,
    );
    expect(given).toBeLessThan(40);
    expect(endless.destroyed).toBe(true);
    expect(left()).toEqual([]);
  });

  it('gives up on a stream that says nothing, and on one that breaks off', async () => {
    const silent = new Readable({ read() {} });
    await expect(onDisk().receive(silent, { ...limits, idleMs: 50 })).rejects.toThrow('Nothing came for 50');
    const broken = new Readable({
      read() {
        this.destroy(new Error('cut'));
      },
    });
    await expect(onDisk().receive(broken, limits)).rejects.toThrow('cut');
    expect(left()).toEqual([]);
  });

  it('sweeps away what a dead process has left, and nothing that is under way', async () => {
    const storage = onDisk();
    const [old, fresh] = ['old', 'fresh'].map((name) => join(folder, 'disk', 'incoming', name));
    for (const path of [old, fresh]) writeFileSync(path ?? '', 'x');
    const longAgo = new Date(Date.now() - 2 * 3_600_000);
    utimesSync(old ?? '', longAgo, longAgo);
    await storage.sweep();
    expect(left()).toEqual(['fresh']);
  });
});

describe('A bucket', () => {
  it('refuses who is unknown to it, and says so', async () => {
    const storage = inBucket({ STORAGE_S3_ACCESS_KEY_ID: 'nobody' });
    await expect(keep(storage, freshKey(), Buffer.from('x'))).rejects.toThrow(
      /answered 403.*InvalidAccessKeyId/s,
    );
    await expect(storage.get(freshKey())).rejects.toThrow('answered 403');
  });

  it('gets requests that are signed as AWS describes it', async () => {
    const fits: boolean[] = [];
    const checking = createServer((request, response) => {
      fits.push(signature(request, 'S3RVER') === request.headers.authorization?.split('Signature=')[1]);
      request.resume();
      request.once('end', () => response.end('x'));
    });
    await new Promise<void>((done) => checking.listen(0, '127.0.0.1', done));
    const { port } = checking.address() as AddressInfo;
    const storage = inBucket({ STORAGE_S3_ENDPOINT: `http://127.0.0.1:${port}/below` });
    const key = freshKey();
    await keep(storage, key, Buffer.from('x'));
    await buffer(await storage.get({ ...key, name: `${key.name}.thumbnail` }, { start: 0, end: 3 }));
    await storage.delete(key);
    expect(fits).toEqual([true, true, true]);
    await new Promise((done) => checking.close(done));
  });

  it('is asked again when it stumbles', async () => {
    let asked = 0;
    const stumbling: Server = createServer((request, response) => {
      asked += 1;
      request.resume();
      request.once('end', () => {
        if (asked === 1) return request.socket.destroy();
        response.writeHead(asked === 2 ? 503 : 200).end('stumbled');
      });
    });
    await new Promise<void>((done) => stumbling.listen(0, '127.0.0.1', done));
    const { port } = stumbling.address() as AddressInfo;
    const storage = inBucket({ STORAGE_S3_ENDPOINT: `http://127.0.0.1:${port}` });
    await keep(storage, freshKey(), Buffer.from('x'));
    expect(asked).toBe(3);
    await new Promise((done) => stumbling.close(done));
  });

  it('needs all its settings', () => {
    expect(() => loadEnv({ STORAGE_S3_ENDPOINT: 'http://s3' }, secrets)).toThrow(
      /STORAGE_S3_BUCKET.*STORAGE_S3_ACCESS_KEY_ID.*STORAGE_S3_SECRET_ACCESS_KEY/s,
    );
  });
});

/** Signature version 4 of a request as it came over the wire. s3rver doesn't look at it. */
function signature({ method, url, headers }: IncomingMessage, secret: string): string {
  const [, scope = '', names = ''] =
    /Credential=[^/]+\/([^,]+), SignedHeaders=([^,]+)/.exec(headers.authorization ?? '') ?? [];
  const [date = '', region = '', service = ''] = scope.split('/');
  const lines = names.split(';').map((name) => `${name}:${String(headers[name])}\n`);
  const payload = String(headers['x-amz-content-sha256']);
  const canonical = [method, url, '', lines.join(''), names, payload].join('\n');
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(Buffer.from(canonical))].join('\n');
  const hmac = (key: string | Buffer, value: string) => createHmac('sha256', key).update(value).digest();
  const key = [region, service, 'aws4_request'].reduce(hmac, hmac(`AWS4${secret}`, date));
  return hmac(key, text).toString('hex');
}
