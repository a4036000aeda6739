import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type File, file as fileShape } from '@ticketz/contract/files';
import { type Message, messageEndpoints } from '@ticketz/contract/messages';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import type { Customer } from '@ticketz/mock-whatsapp/api/customer';
import { type SampleName, sample } from '@ticketz/mock-whatsapp/api/samples';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  getFile,
  type MediaShop,
  postFile,
  sha256,
  startMediaShop,
} from '../../../test/harness/media-shop.ts';
import { until } from '../../../test/harness/until.ts';

let shop: MediaShop;
let ticketId: string;

beforeAll(async () => {
  shop = await startMediaShop();
  await shop.messageOf(await shop.ana.sendText(shop.phone, 'Good morning'));
  ticketId = await shop.openTicket();
}, 60_000);
afterAll(() => shop.stop());
afterEach(() => shop.mock.faults.clear());

async function upload(bytes: Uint8Array, query: Record<string, string> = {}): Promise<File> {
  const answer = await postFile(shop.app, ticketId, bytes, { token: shop.admin.token, query });
  const body: unknown = await answer.json();
  if (!answer.ok) throw new Error(JSON.stringify(body));
  return fileShape.parse(body);
}

function send(
  body: { fileId?: string; text?: string; asDocument?: boolean; clientId?: string },
  to = ticketId,
): Promise<Message> {
  return shop.admin.api.call(messageEndpoints.sendMessage, {
    params: { ticketId: to },
    body: { clientId: randomUUID(), text: '', ...body },
  });
}

async function acceptTicketOf({ number }: Customer): Promise<string> {
  const query = { tab: 'all', search: number } as const;
  const find = async () => (await shop.admin.api.call(ticketEndpoints.listTickets, { query })).items[0];
  await until('a ticket', async () => (await find()) !== undefined);
  const params = { ticketId: (await find())?.id ?? '' };
  await shop.admin.api.call(ticketEndpoints.acceptTicket, { params });
  return params.ticketId;
}

async function statusOf(id: string): Promise<Message | undefined> {
  const page = await shop.admin.api.call(messageEndpoints.listMessages, { params: { ticketId }, query: {} });
  return page.items.find((message) => message.id === id);
}

const received = ({ id }: Message) =>
  shop.app.database.owner
    .query<{ channel: string }>('SELECT channel_message_id AS channel FROM messages WHERE id = $1', [id])
    .then(({ rows }) => shop.ana.waitForMessage((message) => message.id === rows[0]?.channel));

describe('a file that an agent sends', { timeout: 40_000 }, () => {
  it.each<[string, SampleName, object, object]>([
    ['a picture', 'photo.jpg', { kind: 'image' }, { kind: 'image', width: 640, height: 480 }],
    ['a picture with holes', 'picture.png', { kind: 'image' }, { kind: 'image', width: 96 }],
    ['a film', 'video.mp4', { kind: 'video' }, { kind: 'video', seconds: 2 }],
    ['a song', 'song.mp3', { kind: 'audio' }, { kind: 'audio', seconds: 2, ptt: false }],
    ['a song of another format', 'song.m4a', { kind: 'audio' }, { kind: 'audio' }],
    ['a document', 'document.pdf', { kind: 'document' }, { kind: 'document', fileName: 'A document.pdf' }],
    ['what phones do not show', 'sticker.webp', { kind: 'document' }, { kind: 'document' }],
  ])('%s reaches the customer to the bit', async (_what, name, message, media) => {
    const file = await upload(sample(name), { name: `A ${name}` });
    expect(file).toMatchObject({ state: 'ready', name: `A ${name}`, size: sample(name).length });
    const queued = await send({ fileId: file.id, text: 'Here it is' });
    expect(queued).toMatchObject({ ...message, text: 'Here it is', status: 'queued', file: { id: file.id } });
    const got = await received(queued);
    expect(got.media).toMatchObject(media);
    expect(sha256(got.media?.bytes ?? Buffer.of())).toBe(sha256(sample(name)));
    await until('accepted', async () => (await statusOf(queued.id))?.status !== 'queued');
    const own = await getFile(shop.app, file.id, { token: shop.admin.token });
    expect(sha256(await own.arrayBuffer())).toBe(sha256(sample(name)));
  });

  it('goes as a document, untouched, when that is wanted', async () => {
    const file = await upload(sample('photo.jpg'), { name: 'original.jpg' });
    const queued = await send({ fileId: file.id, asDocument: true });
    expect(queued.kind).toBe('document');
    const { media } = await received(queued);
    expect(media).toMatchObject({ kind: 'document', fileName: 'original.jpg', mimetype: 'image/jpeg' });
  });

  it('has a caption and a little picture on the phone', async () => {
    const queued = await send({ fileId: (await upload(sample('photo.jpg'))).id, text: 'The dress' });
    const { media } = await received(queued);
    expect(media?.caption).toBe('The dress');
    expect(Buffer.from(media?.thumbnail ?? []).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
  });

  it('is sent once, however often the browser says so', async () => {
    const file = await upload(sample('photo.jpg'));
    const clientId = randomUUID();
    const first = await send({ fileId: file.id, clientId });
    expect((await send({ fileId: file.id, clientId })).id).toBe(first.id);
    await expect(send({ fileId: file.id })).rejects.toThrow('not_found');
    await received(first);
  });
});

describe('a voice note', { timeout: 40_000 }, () => {
  const recordings = (): [string, Buffer][] => {
    const make = (...args: string[]) => {
      const target = join(shop.app.dataDir, `recorded.${args.at(-1)}`);
      const input = ['-y', '-loglevel', 'error', '-f', 'lavfi', '-i', 'sine=frequency=440:duration=3'];
      execFileSync('ffmpeg', [...input, ...args.slice(0, -1), target]);
      return readFileSync(target);
    };
    return [
      ['Chromium', make('-c:a', 'libopus', 'webm')],
      ['Safari', make('-c:a', 'aac', 'mp4')],
      ['Firefox', make('-c:a', 'libopus', 'ogg')],
    ];
  };

  it('is one on the phone, whichever browser recorded it', async () => {
    for (const [browser, bytes] of recordings()) {
      const file = await upload(bytes, { voiceNote: 'true', name: 'blob' });
      expect(file, browser).toMatchObject({ kind: 'audio', mimeType: 'audio/ogg; codecs=opus', seconds: 3 });
      expect(file.waveform, browser).toHaveLength(64);
      const queued = await send({ fileId: file.id });
      expect(queued.kind).toBe('voice_note');
      const { media } = await received(queued);
      expect(media).toMatchObject({
        kind: 'voice-note',
        ptt: true,
        seconds: 3,
        mimetype: 'audio/ogg; codecs=opus',
      });
      expect([...(media?.waveform ?? [])]).toEqual(file.waveform);
      expect(media?.bytes.subarray(0, 4).toString()).toBe('OggS');
    }
  });

  it('is refused with a reason when there is no sound in it', async () => {
    for (const bytes of [
      sample('photo.jpg'),
      Buffer.from('#EXTM3U\nfile:///etc/passwd\n'),
      Buffer.from('RIFF'),
    ]) {
      await expect(upload(bytes, { voiceNote: 'true' })).rejects.toThrow('not_sound');
    }
  });
});

describe('an upload to the channel that fails (pitfall 15)', { timeout: 40_000 }, () => {
  it('is tried again; the message stays queued, and other conversations go on meanwhile', async () => {
    const bia = shop.mock.addCustomer({ number: '5511977776666', name: 'Bia' });
    await bia.sendText(shop.phone, 'Good morning');
    const others = await acceptTicketOf(bia);
    shop.mock.faults.media.upload({ how: 'status', status: 503, count: 2 });
    const file = await upload(sample('photo.jpg'));
    const picture = await send({ fileId: file.id, text: 'Look' });
    const after = await send({ text: 'After it' });
    expect(await statusOf(picture.id)).toMatchObject({
      status: 'queued',
      text: 'Look',
      file: { id: file.id },
    });
    await send({ text: 'At once' }, others);
    await bia.waitForMessage('At once');
    expect((await statusOf(picture.id))?.status).toBe('queued');
    const got = await received(picture);
    expect(sha256(got.media?.bytes ?? Buffer.of())).toBe(sha256(sample('photo.jpg')));
    await received(after);
    const order = shop.ana.chat(shop.phone).map(({ text }) => text);
    expect(order.slice(-2)).toEqual(['Look', 'After it']);
  });

  it('is not repeated when only the message was lost', async () => {
    const file = await upload(sample('document.pdf'), { name: 'a.pdf' });
    shop.mock.faults.dropConnection({ phone: shop.phone, when: 'before-ack' });
    const queued = await send({ fileId: file.id });
    const find = () => shop.app.database.owner.query('SELECT source FROM files WHERE id = $1', [file.id]);
    await until('the upload', async () => (await find()).rows[0].source !== null);
    shop.mock.faults.media.upload({ how: 'status', status: 503, count: 1_000 });
    await until('accepted', async () => (await statusOf(queued.id))?.status !== 'queued', 30_000);
    expect((await statusOf(queued.id))?.status).not.toBe('failed');
    await received(queued);
  });
});
