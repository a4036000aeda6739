import { Agent, request } from 'node:https';
import { expect, it } from 'vitest';
import { useScene } from '../test/scene.ts';

const scene = useScene();

interface Answer {
  status: number | undefined;
  body: Buffer;
}

function call(method: string, path: string, o: { body?: Buffer; range?: string } = {}): Promise<Answer> {
  const { mediaHost, mediaCertificate } = scene.mock;
  const [hostname, port] = mediaHost.split(':');
  const agent = new Agent({ ca: mediaCertificate });
  const headers = o.range ? { range: o.range } : {};
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, path, method, agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode, body: Buffer.concat(chunks) }));
    });
    outgoing.on('error', reject);
    outgoing.end(o.body);
  });
}

it('keeps blobs and gives them back, whole or in part, under a certificate one can trust', async () => {
  const blob = Buffer.from('encrypted by somebody');
  const uploaded = await call('POST', '/mms/image/abc?auth=x&token=abc', { body: blob });
  const { direct_path: path } = JSON.parse(uploaded.body.toString()) as { direct_path: string };
  expect(await call('GET', path)).toEqual({ status: 200, body: blob });
  expect(await call('GET', path, { range: 'bytes=10-11' })).toEqual({ status: 206, body: Buffer.from('by') });
  expect((await call('GET', '/v/image/none')).status).toBe(404);
});

it('takes what Baileys uploads', async () => {
  const fetchAgent = new Agent({ ca: scene.mock.mediaCertificate });
  const client = await scene.linked({ fetchAgent });
  const document = Buffer.from('%PDF-1.4 an invoice');
  await client.sock.sendMessage(scene.ana.jid, {
    document,
    mimetype: 'application/pdf',
    fileName: 'invoice.pdf',
  });
  const { content } = await scene.ana.waitForMessage(({ kind }) => kind === 'documentMessage');
  const { directPath, url } = content.documentMessage ?? {};
  expect(url).toBe(`https://${scene.mock.mediaHost}${directPath}`);
  const { status, body } = await call('GET', directPath ?? '');
  expect(status).toBe(200);
  // Padded to whole blocks, and signed with ten bytes.
  expect(body).toHaveLength(32 + 10);
});
