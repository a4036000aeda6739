import { createHash } from 'node:crypto';
import { downloadMediaMessage, getContentType, proto, type WAMessage } from '@whiskeysockets/baileys';
import { describe, expect, it } from 'vitest';
import type { BaileysClient } from '../test/baileys-client.ts';
import { mediaAccess } from '../test/media-access.ts';
import { useScene } from '../test/scene.ts';
import type { ChatMessage } from './chat-message.ts';
import { type SampleName, sample, sampleFile } from './samples.ts';

const scene = useScene();

const linked = async () => scene.linked(await mediaAccess(scene.mock));

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function arrived(client: BaileysClient, sent: ChatMessage): Promise<WAMessage> {
  const find = () => client.upserts.find(({ message }) => message.key.id === sent.id)?.message;
  return client.until(sent.kind, find);
}

async function download(client: BaileysClient, message: WAMessage): Promise<Buffer> {
  const { options } = await mediaAccess(scene.mock);
  return downloadMediaMessage(
    message,
    'buffer',
    { options },
    {
      logger: client.sock.logger,
      reuploadRequest: client.sock.updateMediaMessage,
    },
  );
}

/** How many bytes come from the media host. */
async function fetched({ media }: ChatMessage): Promise<number> {
  const { options } = await mediaAccess(scene.mock);
  const response = await fetch(`https://${scene.mock.mediaHost}${media?.directPath}`, options);
  return (await response.arrayBuffer()).byteLength;
}

describe('from a customer', () => {
  it.each<[string, SampleName, (sent: () => typeof scene) => Promise<ChatMessage>, object]>([
    [
      'a picture',
      'photo.jpg',
      () => scene.ana.sendImage(scene.shop, { file: sampleFile('photo.jpg'), caption: 'The dress' }),
      { kind: 'image', mimetype: 'image/jpeg', caption: 'The dress', width: 640, height: 480 },
    ],
    [
      'a video',
      'video.mp4',
      () => scene.ana.sendVideo(scene.shop, { bytes: sample('video.mp4'), seconds: 2 }),
      { kind: 'video', mimetype: 'video/mp4', seconds: 2 },
    ],
    [
      'a video note',
      'video.mp4',
      () => scene.ana.sendVideoNote(scene.shop, { bytes: sample('video.mp4'), seconds: 2 }),
      { kind: 'video-note', ptv: true },
    ],
    [
      'a GIF',
      'gif.mp4',
      () => scene.ana.sendGif(scene.shop, { bytes: sample('gif.mp4') }),
      { kind: 'gif', gifPlayback: true },
    ],
    [
      'a song',
      'song.mp3',
      () => scene.ana.sendAudio(scene.shop, { bytes: sample('song.mp3'), seconds: 2 }),
      { kind: 'audio', mimetype: 'audio/mpeg', ptt: false },
    ],
    [
      'a voice note',
      'voice.ogg',
      () => scene.ana.sendVoiceNote(scene.shop, { bytes: sample('voice.ogg'), seconds: 3 }),
      { kind: 'voice-note', mimetype: 'audio/ogg; codecs=opus', ptt: true, seconds: 3 },
    ],
    [
      'a document with a caption',
      'document.pdf',
      () => scene.ana.sendDocument(scene.shop, { file: sampleFile('document.pdf'), caption: 'My order' }),
      { kind: 'document', mimetype: 'application/pdf', fileName: 'document.pdf', caption: 'My order' },
    ],
    [
      'a sticker',
      'sticker.webp',
      () => scene.ana.sendSticker(scene.shop, { bytes: sample('sticker.webp') }),
      { kind: 'sticker', mimetype: 'image/webp', animated: false, width: 256, height: 256 },
    ],
    [
      'a sticker that moves',
      'sticker-animated.webp',
      () => scene.leo.sendSticker(scene.shop, { bytes: sample('sticker-animated.webp') }),
      { kind: 'sticker', animated: true },
    ],
  ])('brings %s', async (_, name, send, expected) => {
    const client = await linked();
    const sent = await send(() => scene);
    expect(sent.media).toMatchObject(expected);
    const message = await arrived(client, sent);
    expect(sha256(await download(client, message))).toBe(sha256(sample(name)));
    // The phone has it as well.
    const onPhone = await scene.shop.waitForMessage(({ id }) => id === sent.id);
    expect(sha256(onPhone.media?.bytes ?? Buffer.of())).toBe(sha256(sample(name)));
  });

  it('gives a waveform, a little picture and the size along', async () => {
    const client = await linked();
    const waveform = Array.from({ length: 64 }, (_, index) => index);
    const voice = await scene.ana.sendVoiceNote(scene.shop, { bytes: sample('voice.ogg'), waveform });
    const { audioMessage } = (await arrived(client, voice)).message ?? {};
    expect([...(audioMessage?.waveform ?? [])]).toEqual(waveform);
    const photo = await scene.ana.sendImage(scene.shop, {
      bytes: sample('photo.jpg'),
      thumbnail: sample('photo-thumb.jpg'),
    });
    const { imageMessage } = (await arrived(client, photo)).message ?? {};
    expect(Buffer.from(imageMessage?.jpegThumbnail ?? [])).toEqual(sample('photo-thumb.jpg'));
    expect(Number(imageMessage?.fileLength)).toBe(sample('photo.jpg').length);
  });

  it('shows what is to be seen once only on the phone', async () => {
    const client = await linked();
    const sent = await scene.ana.sendImage(scene.shop, { bytes: sample('photo.jpg'), viewOnce: true });
    const empty = await arrived(client, sent);
    expect(empty.key).toMatchObject({ isViewOnce: true });
    expect(empty.message).toBeUndefined();
    expect((await scene.shop.waitForMessage()).viewOnce).toBe(true);
    const old = await scene.ana.sendVoiceNote(scene.shop, {
      bytes: sample('voice.ogg'),
      viewOnce: 'readable',
    });
    const { message } = await arrived(client, old);
    expect(getContentType(message ?? undefined)).toBe('viewOnceMessageV2Extension');
  });
});

describe('from a client', () => {
  it.each<[string, SampleName, (bytes: Buffer) => object, object]>([
    ['a picture', 'photo.jpg', (image) => ({ image, caption: 'Here' }), { kind: 'image', caption: 'Here' }],
    ['a video', 'video.mp4', (video) => ({ video, seconds: 2 }), { kind: 'video', seconds: 2 }],
    [
      'a video note',
      'video.mp4',
      (video) => ({ video, ptv: true, seconds: 2 }),
      { kind: 'video-note', ptv: true },
    ],
    ['a GIF', 'gif.mp4', (video) => ({ video, gifPlayback: true }), { kind: 'gif' }],
    ['a song', 'song.m4a', (audio) => ({ audio, mimetype: 'audio/mp4', seconds: 2 }), { kind: 'audio' }],
    [
      'a voice note',
      'voice.ogg',
      (audio) => ({
        audio,
        ptt: true,
        seconds: 3,
        mimetype: 'audio/ogg; codecs=opus',
        waveform: new Uint8Array([1, 50, 100]),
      }),
      { kind: 'voice-note', ptt: true, seconds: 3, waveform: new Uint8Array([1, 50, 100]) },
    ],
    [
      'a document',
      'document.pdf',
      (document) => ({ document, mimetype: 'application/pdf', fileName: 'invoice.pdf', caption: 'Paid' }),
      { kind: 'document', fileName: 'invoice.pdf', caption: 'Paid' },
    ],
    ['a sticker', 'sticker.webp', (sticker) => ({ sticker, isAnimated: false }), { kind: 'sticker' }],
  ])('takes %s, which the customer decrypts', async (_, name, content, expected) => {
    const client = await linked();
    const sent = await client.sock.sendMessage(scene.ana.jid, content(sample(name)) as { text: string });
    const got = await scene.ana.waitForMessage(({ id }) => id === sent?.key.id);
    expect(got.media).toMatchObject(expected);
    expect(sha256(got.media?.bytes ?? Buffer.of())).toBe(sha256(sample(name)));
    expect((await scene.shop.waitForMessage()).media?.kind).toBe(got.media?.kind);
  });

  it('takes what is to be seen once', async () => {
    const client = await linked();
    await client.sock.sendMessage(scene.ana.jid, { image: sample('photo.jpg'), viewOnce: true });
    const got = await scene.ana.waitForMessage();
    expect(got).toMatchObject({ viewOnce: true });
    expect(got.media?.bytes).toEqual(sample('photo.jpg'));
  });

  it("lets a phone send media as well, to the customer and the phone's clients", async () => {
    const client = await linked();
    const sent = await scene.shop.sendImage(scene.ana, {
      bytes: sample('photo.jpg'),
      caption: 'From the counter',
    });
    expect((await scene.ana.waitForMessage('From the counter')).media?.bytes).toEqual(sample('photo.jpg'));
    const copy = await arrived(client, sent);
    expect(copy.key.fromMe).toBe(true);
    expect(await download(client, copy)).toEqual(sample('photo.jpg'));
  });
});

describe('faults', () => {
  const photo = () => scene.ana.sendImage(scene.shop, { bytes: sample('photo.jpg') });

  it('lets a file expire, and the phone upload it again', async () => {
    const client = await linked();
    const sent = await photo();
    scene.mock.faults.media.expire(sent, 410);
    const message = await arrived(client, sent);
    await expect(download(client, message)).rejects.toThrow('Failed to fetch');
    const renewed = await client.sock.updateMediaMessage(message);
    expect(renewed.message?.imageMessage?.directPath).not.toBe(sent.media?.directPath);
    expect(await download(client, renewed)).toEqual(sample('photo.jpg'));
  });

  it('lets the phone refuse to upload again', async () => {
    const client = await linked();
    const sent = await photo();
    const message = await arrived(client, sent);
    scene.mock.faults.media.refuseReupload({ phone: scene.shop, how: 'not-found', count: 1 });
    await expect(client.sock.updateMediaMessage(message)).rejects.toThrow('NOT_FOUND');
    scene.mock.faults.media.refuseReupload({ phone: scene.shop, how: 'general-error', count: 1 });
    await expect(client.sock.updateMediaMessage(message)).rejects.toThrow('GENERAL_ERROR');
    await expect(client.sock.updateMediaMessage(message)).resolves.toBeDefined();
  });

  it('lets a download fail in each way, for one message or for any', async () => {
    const client = await linked();
    const { media } = scene.mock.faults;
    const [first, second] = [await photo(), await photo()];
    const message = await arrived(client, first);
    const other = await arrived(client, second);
    media.download({ how: 'status', status: 404, message: first });
    expect(await download(client, other)).toEqual(sample('photo.jpg'));
    await expect(download(client, message)).rejects.toThrow('Failed to fetch');
    media.download({ how: 'truncated' });
    await expect(download(client, message)).rejects.toThrow();
    media.download({ how: 'cut' });
    // Baileys' own download can't be asked: its error escapes and would end the process.
    await expect(fetched(first)).rejects.toThrow('terminated');
    media.download({ how: 'corrupt' });
    const corrupt = await download(client, message);
    expect(corrupt).toHaveLength(sample('photo.jpg').length);
    expect(corrupt).not.toEqual(sample('photo.jpg'));
    media.download({ how: 'slow', ms: 300 });
    const started = performance.now();
    expect(await download(client, message)).toEqual(sample('photo.jpg'));
    expect(performance.now() - started).toBeGreaterThan(290);
  });

  it('sends far more than a message has said', async () => {
    const client = await linked();
    const sent = await scene.ana.sendDocument(scene.shop, {
      bytes: sample('document.pdf'),
      claimedSize: 5_000_000_000,
    });
    const message = await arrived(client, sent);
    expect(Number(message.message?.documentMessage?.fileLength)).toBe(5_000_000_000);
    scene.mock.faults.media.download({ how: 'oversized', bytes: 300_000 });
    expect(await fetched(sent)).toBe(300_000);
  });

  it('lets uploads fail as often as told', async () => {
    const client = await linked();
    const send = () => client.sock.sendMessage(scene.ana.jid, { image: sample('photo.jpg') });
    scene.mock.faults.media.upload({ how: 'status', status: 503, count: 2 });
    await expect(send()).rejects.toThrow('Media upload failed on all hosts');
    await expect(send()).rejects.toThrow('Media upload failed on all hosts');
    scene.mock.faults.media.upload({ how: 'cut' });
    await expect(send()).rejects.toThrow('Media upload failed on all hosts');
    await send();
    await scene.ana.waitForMessage(({ media }) => media?.kind === 'image');
  });
});

it('notices that a file is not the one that was sent', async () => {
  const sent = await scene.ana.sendImage(scene.shop, { bytes: sample('photo.jpg') });
  const { imageMessage } = sent.content;
  const forged = proto.Message.fromObject({
    imageMessage: { ...imageMessage, fileSha256: Buffer.alloc(32) },
  });
  const wrong = await scene.ana.send(scene.shop, forged);
  expect(() => wrong.media?.bytes).toThrow('fileSha256 differs');
});
