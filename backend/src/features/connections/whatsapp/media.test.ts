import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { MockWhatsApp } from '@ticketz/mock-whatsapp/api/mock-whatsapp';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createVault } from '../../../core/secrets.ts';
import { decryptMedia, encryptMedia } from './media-crypto.ts';
import { createMediaHost, fetchMedia } from './media-host.ts';
import { type MediaSource, mediaClasses, openSource, sealSource } from './media-source.ts';

const limits = { maxBytes: 1_000_000, signal: new AbortController().signal };

async function encrypt(bytes: Buffer, mediaClass: MediaSource['mediaClass'] = 'image') {
  const encrypted = encryptMedia(mediaClass);
  const [body] = await Promise.all([
    buffer(encrypted.stream),
    pipeline(Readable.from([bytes]), encrypted.stream),
  ]);
  const source: MediaSource = {
    mediaClass,
    directPath: '/v/file',
    mediaKey: encrypted.mediaKey,
    message: null,
    ...encrypted.result(),
  };
  return { body, source };
}

const decrypt = (body: Buffer[], source: MediaSource) =>
  buffer(Readable.from(body).pipe(decryptMedia(source)));

describe('encrypted media', () => {
  it('comes back as it was, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 5_000 }),
        fc.integer({ min: 1, max: 700 }),
        fc.constantFrom(...mediaClasses),
        async (size, step, mediaClass) => {
          const bytes = randomBytes(size);
          const { body, source } = await encrypt(bytes, mediaClass);
          const pieces = Array.from({ length: Math.ceil(body.length / step) }, (_, index) =>
            body.subarray(index * step, (index + 1) * step),
          );
          expect(await decrypt(pieces, source)).toEqual(bytes);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is damaged when one bit of it is, wherever, and when anything is missing or too much', async () => {
    const { body, source } = await encrypt(randomBytes(300));
    for (let place = 0; place < body.length; place += 7) {
      const wrong = Buffer.from(body);
      wrong.writeUInt8(wrong.readUInt8(place) ^ 1, place);
      await expect(decrypt([wrong], source), String(place)).rejects.toMatchObject({ trouble: 'damaged' });
    }
    for (const wrong of [
      body.subarray(0, -1),
      body.subarray(0, 5),
      Buffer.alloc(0),
      Buffer.concat([body, body]),
    ]) {
      await expect(decrypt([wrong], source)).rejects.toMatchObject({ trouble: 'damaged' });
    }
    const another = await encrypt(randomBytes(300));
    await expect(decrypt([body], another.source)).rejects.toMatchObject({ trouble: 'damaged' });
  });

  it('tells nobody who has not the key where it lies', async () => {
    const vault = createVault(randomBytes(32).toString('base64'));
    const { source } = await encrypt(Buffer.from('x'));
    const sealed = sealSource(vault, source);
    expect(sealed.includes('/v/file')).toBe(false);
    expect(openSource(vault, sealed)).toEqual(source);
    expect(() => openSource(createVault(randomBytes(32).toString('base64')), sealed)).toThrow();
  });
});

describe('the host that files are fetched from (pitfall 24)', () => {
  let mock: MockWhatsApp;
  let elsewhere: Server;
  let asked = 0;

  beforeAll(async () => {
    mock = await MockWhatsApp.start();
    elsewhere = createServer(() => {
      asked += 1;
    });
    elsewhere.on('connection', () => {
      asked += 1;
    });
    await new Promise<void>((done) => elsewhere.listen(0, '127.0.0.1', done));
  });
  afterAll(async () => {
    await mock.stop();
    await new Promise((done) => elsewhere.close(done));
  });

  it('is never another one, whatever the message says', async () => {
    const { port } = elsewhere.address() as AddressInfo;
    const host = createMediaHost({ url: `https://${mock.mediaHost}`, certificate: mock.mediaCertificate });
    const { source } = await encrypt(Buffer.from('x'));
    const there = `127.0.0.1:${port}`;
    for (const directPath of [
      `//${there}/x`,
      `https://${there}/x`,
      `\\\\${there}\\x`,
      `/\\${there}/x`,
      `@${there}/x`,
      `file:///etc/passwd`,
      '',
      `.${there}`,
    ]) {
      await expect(fetchMedia(host, { ...source, directPath }, limits), directPath).rejects.toMatchObject({
        trouble: 'impossible',
      });
    }
    await expect(fetchMedia(host, { ...source, directPath: '/../../x' }, limits)).rejects.toMatchObject({
      trouble: 'gone',
    });
    expect(asked).toBe(0);
  });
});
