import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { messageEndpoints } from '@ticketz/contract/messages';
import type { ChatMessage } from '@ticketz/mock-whatsapp/api/chat-message';
import { type SampleName, sample } from '@ticketz/mock-whatsapp/api/samples';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { getFile, type MediaShop, sha256, startMediaShop } from '../../../test/harness/media-shop.ts';
import { until } from '../../../test/harness/until.ts';

let shop: MediaShop;

beforeAll(async () => {
  shop = await startMediaShop();
}, 60_000);
afterAll(() => shop.stop());
afterEach(() => shop.mock.faults.clear());

const bytesOf = async (fileId: string) =>
  (await getFile(shop.app, fileId, { token: shop.admin.token })).arrayBuffer();
const fetchAgain = (ticketId: string, messageId: string) =>
  shop.admin.api.call(messageEndpoints.fetchFile, { params: { ticketId, messageId } });
const leftovers = () => readdirSync(join(shop.app.dataDir, 'incoming'));

describe('a file that a customer sends', { timeout: 40_000 }, () => {
  it.each<[string, SampleName, () => Promise<ChatMessage>, object, object]>([
    [
      'a picture',
      'photo.jpg',
      () => shop.ana.sendImage(shop.phone, { bytes: sample('photo.jpg'), caption: 'The dress' }),
      { kind: 'image', text: 'The dress' },
      { kind: 'image', mimeType: 'image/jpeg', width: 640, height: 480, thumbnail: true },
    ],
    [
      'a video',
      'video.mp4',
      () => shop.ana.sendVideo(shop.phone, { bytes: sample('video.mp4'), seconds: 2 }),
      { kind: 'video' },
      { kind: 'video', mimeType: 'video/mp4', seconds: 2, thumbnail: true },
    ],
    [
      'a video note',
      'video.mp4',
      () => shop.ana.sendVideoNote(shop.phone, { bytes: sample('video.mp4'), seconds: 2 }),
      { kind: 'video_note' },
      { kind: 'video', seconds: 2 },
    ],
    [
      'a GIF',
      'gif.mp4',
      () => shop.ana.sendGif(shop.phone, { bytes: sample('gif.mp4') }),
      { kind: 'gif' },
      { kind: 'video', mimeType: 'video/mp4' },
    ],
    [
      'a song',
      'song.mp3',
      () => shop.ana.sendAudio(shop.phone, { bytes: sample('song.mp3'), seconds: 2 }),
      { kind: 'audio' },
      { kind: 'audio', mimeType: 'audio/mpeg', seconds: 2 },
    ],
    [
      'a voice note',
      'voice.ogg',
      () =>
        shop.ana.sendVoiceNote(shop.phone, {
          bytes: sample('voice.ogg'),
          seconds: 3,
          waveform: Array.from({ length: 64 }, (_, index) => index),
        }),
      { kind: 'voice_note' },
      {
        kind: 'audio',
        mimeType: 'audio/ogg; codecs=opus',
        seconds: 3,
        waveform: Array.from({ length: 64 }, (_, index) => index),
      },
    ],
    [
      'a document',
      'document.pdf',
      () => shop.ana.sendDocument(shop.phone, { bytes: sample('document.pdf'), fileName: 'Pedido nº 7.pdf' }),
      { kind: 'document' },
      { kind: 'document', mimeType: 'application/pdf', name: 'Pedido nº 7.pdf', thumbnail: false },
    ],
    [
      'a sticker that moves',
      'sticker-animated.webp',
      () => shop.ana.sendSticker(shop.phone, { bytes: sample('sticker-animated.webp') }),
      { kind: 'sticker' },
      { kind: 'sticker', mimeType: 'image/webp', width: 256, height: 256, thumbnail: true },
    ],
  ])('%s arrives to the bit, and says what it is', async (_what, name, send, message, file) => {
    const found = await shop.withFile(await send(), 'ready');
    expect(found).toMatchObject(message);
    expect(found.file).toMatchObject({ ...file, size: sample(name).length });
    expect(sha256(await bytesOf(found.file.id))).toBe(sha256(sample(name)));
    expect(leftovers()).toEqual([]);
  });

  it('is told to browsers when it is here, in the message as it is now', async () => {
    const socket = await shop.app.openSocket(shop.admin);
    const sent = await shop.ana.sendImage(shop.phone, { bytes: sample('photo.jpg'), caption: 'News' });
    const { message } = await socket.waitFor(
      'message.updated',
      (event) => event.message.text === 'News' && event.message.file?.state === 'ready',
    );
    const created = await socket.waitFor('message.created', (event) => event.message.id === message.id);
    expect(created.message.file?.state).toBe('pending');
    expect(message.version).toBeGreaterThan(created.message.version);
    expect((await shop.messageOf(sent)).file).toEqual(message.file);
    socket.close();
  });
});

describe('a download that goes wrong (pitfall 7)', { timeout: 60_000 }, () => {
  const picture = () => shop.ana.sendImage(shop.phone, { bytes: sample('photo.jpg') });

  it.each([
    ['cut in the middle', { how: 'cut' }],
    ['truncated', { how: 'truncated' }],
    ['with a wrong byte', { how: 'corrupt' }],
    ['refused with 503', { how: 'status', status: 503 }],
  ] as const)('%s, is tried again and arrives to the bit', async (_what, trouble) => {
    shop.mock.faults.media.download(trouble);
    const sent = await picture();
    const pending = await shop.messageOf(sent);
    await until('the first attempt', async () => {
      const { rows } = await shop.app.database.owner.query('SELECT attempts FROM files WHERE id = $1', [
        pending.file?.id,
      ]);
      return rows[0].attempts === 1;
    });
    expect((await shop.messageOf(sent)).file?.state).toBe('pending');
    await until(
      'the second attempt',
      async () => {
        await shop.hurry();
        return (await shop.messageOf(sent)).file?.state === 'ready';
      },
      20_000,
    );
    const { file } = await shop.withFile(sent, 'ready');
    expect(sha256(await bytesOf(file.id))).toBe(sha256(sample('photo.jpg')));
    expect(leftovers()).toEqual([]);
  });

  it('ends as failed after its attempts, and begins anew when somebody asks', async () => {
    shop.mock.faults.media.download({ how: 'corrupt', count: 1_000 });
    const sent = await picture();
    const { file, id, ticketId } = await shop.messageOf(sent);
    await shop.app.database.owner.query('UPDATE files SET attempts = 20 WHERE id = $1', [file?.id]);
    await until(
      'the end of it',
      async () => {
        await shop.hurry();
        return (await shop.messageOf(sent)).file?.state === 'failed';
      },
      20_000,
    );
    const answer = await getFile(shop.app, file?.id ?? '', { token: shop.admin.token });
    expect(answer.status).toBe(409);
    shop.mock.faults.clear();
    expect((await fetchAgain(ticketId, id)).file?.state).toBe('pending');
    await shop.withFile(sent, 'ready');
    await expect(fetchAgain(ticketId, id)).rejects.toThrow('file_not_failed');
  });

  it.each([404, 410] as const)(
    'has expired (%d): the phone is asked, and uploads it again',
    async (status) => {
      shop.mock.faults.media.download({ how: 'status', status: 503 });
      const sent = await picture();
      await shop.messageOf(sent);
      shop.mock.faults.media.expire(sent, status);
      await until(
        'the file',
        async () => {
          await shop.hurry();
          return (await shop.messageOf(sent)).file?.state === 'ready';
        },
        20_000,
      );
    },
  );

  it('has expired, and the phone has it no longer: failed', async () => {
    shop.mock.faults.media.refuseReupload({ phone: shop.phone });
    shop.mock.faults.media.download({ how: 'status', status: 404, count: 1_000 });
    await shop.withFile(await picture(), 'failed');
  });

  it('is too large, by its word or in truth: never more than the cap is taken', async () => {
    const megabytes = 1024 * 1024;
    const claimed = await shop.ana.sendImage(shop.phone, {
      bytes: sample('photo.jpg'),
      claimedSize: 17 * megabytes,
    });
    const large = await shop.withFile(claimed, 'too_large');
    expect(large.file).toMatchObject({ state: 'too_large', size: 17 * megabytes });
    shop.mock.faults.media.download({ how: 'oversized', bytes: 18 * megabytes });
    await shop.withFile(await picture(), 'too_large');
    expect(leftovers()).toEqual([]);
  });
});

describe('a download that takes long', () => {
  it('never keeps its message waiting', async () => {
    shop.mock.faults.media.download({ how: 'slow', ms: 60_000, count: 2 });
    const sent = await shop.ana.sendDocument(shop.phone, {
      bytes: sample('document.pdf'),
      fileName: 'slow.pdf',
    });
    const text = await shop.ana.sendText(shop.phone, 'Did you get it?');
    expect((await shop.messageOf(text)).text).toBe('Did you get it?');
    expect((await shop.messageOf(sent)).file?.state).toBe('pending');
  });
});
