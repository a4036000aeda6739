import { createHash } from 'node:crypto';
import type { Customer } from '@ticketz/mock-whatsapp/api/customer';
import type { Phone } from '@ticketz/mock-whatsapp/api/phone';
import { sample, sampleFile } from '@ticketz/mock-whatsapp/api/samples';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../harness/until.ts';
import type { Agent } from './agent.ts';
import { tellInChapters } from './chapters.ts';
import { type Account, newCustomer } from './companies.ts';
import { pictures } from './pictures.ts';
import { type StorySystem, startStorySystem } from './story-system.ts';

let system: StorySystem;

beforeAll(async () => {
  system = await startStorySystem();
});
afterAll(() => system?.stop());

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('What WhatsApp carries, both ways', () => {
  const shoot = pictures('media');
  tellInChapters(() => system.pages, shoot);
  let ana: Agent;
  let anaAccount: Account;
  let phone: Phone;
  let maria: Customer;

  const loaded = (name: string) =>
    until(`the ${name} to be drawn`, () =>
      ana.conversation
        .getByRole('img', { name })
        .last()
        .evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth > 0),
    );

  it('a photo comes with its words, and is shown large', async () => {
    const company = await system.makeCompany('Aurora');
    ({ phone } = await company.linkPhone());
    anaAccount = await company.addPerson('Ana');
    ana = await system.logIn(anaAccount);
    maria = newCustomer(system.whatsapp, 'Maria');
    await maria.sendImage(phone, {
      bytes: sample('photo.jpg'),
      thumbnail: sample('photo-thumb.jpg'),
      caption: 'This one?',
    });
    await ana.open('Maria');
    await ana.accept();
    await loaded('Photo');
    await ana.conversation.getByRole('button', { name: 'Show photo large' }).click();
    const large = ana.page.getByRole('dialog', { name: 'Photo or video 1 of 1' });
    const link = large.getByRole('link', { name: 'Download' });
    const bytes = await ana.page.request.get((await link.getAttribute('href')) ?? '');
    expect(sha256(await bytes.body())).toBe(sha256(sample('photo.jpg')));
    await shoot(ana.page, 'large');
    await ana.page.keyboard.press('Escape');
    await large.waitFor({ state: 'hidden' });
  });

  it('films, sounds, documents, stickers, places, contacts, polls, events and buttons come', async () => {
    await maria.sendVideo(phone, {
      bytes: sample('video.mp4'),
      seconds: 2,
      thumbnail: sample('photo-thumb.jpg'),
    });
    await maria.sendVideoNote(phone, {
      bytes: sample('video.mp4'),
      seconds: 2,
      thumbnail: sample('photo-thumb.jpg'),
    });
    await maria.sendGif(phone, { bytes: sample('gif.mp4') });
    await maria.sendVoiceNote(phone, {
      bytes: sample('voice.ogg'),
      seconds: 3,
      waveform: Array.from({ length: 64 }, (_, step) => Math.round(50 + 45 * Math.sin(step / 3))),
    });
    await maria.sendDocument(phone, { file: sampleFile('document.pdf'), caption: 'My order' });
    await maria.sendSticker(phone, { bytes: sample('sticker.webp') });
    await maria.sendLocation(phone, { latitude: -23.56, longitude: -46.65, name: 'Avenida Paulista' });
    await maria.sendContacts(phone, [{ name: 'Carla Dias', number: '5511988887777' }]);
    await maria.sendPoll(phone, { question: 'Which colour?', options: ['Blue', 'Green'] });

    await ana.conversation.getByRole('button', { name: 'Play video' }).first().waitFor();
    await ana.conversation.getByRole('button', { name: 'Play GIF' }).waitFor();
    await ana.conversation.getByRole('link', { name: 'Download document.pdf' }).waitFor();
    await ana.conversation.getByRole('link', { name: 'Open in OpenStreetMap' }).waitFor();
    await ana.conversation.getByText('Carla Dias').waitFor();
    await ana.conversation.getByText('Which colour?').waitFor();
    await shoot(ana.page, 'kinds-end');
    await ana.conversation.getByRole('button', { name: 'Play GIF' }).scrollIntoViewIfNeeded();
    await shoot(ana.page, 'kinds-middle');
  });

  it('a PDF is read where it stands', async () => {
    await ana.conversation.getByRole('button', { name: 'Open document.pdf' }).click();
    const viewer = ana.page.getByRole('dialog', { name: 'document.pdf' });
    await viewer.getByText('1 / 1').waitFor();
    await until('the page to be drawn', () =>
      viewer.getByRole('img', { name: 'Page 1' }).evaluate((canvas) => {
        if (!(canvas instanceof HTMLCanvasElement)) return false;
        const drawn = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
        return drawn.some((value, index) => index % 4 < 3 && value < 128);
      }),
    );
    await shoot(ana.page, 'pdf');
    await ana.page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'hidden' });
  });

  it('a voice note plays at the speed chosen', async () => {
    await ana.conversation.getByRole('button', { name: 'Play', exact: true }).click();
    await ana.conversation.getByRole('button', { name: /^Speed/ }).click();
    await ana.conversation.getByRole('button', { name: 'Speed: 1.5×' }).waitFor();
    await shoot(ana.page, 'voice');
  });

  it('a film plays where it stands', async () => {
    await ana.conversation.getByRole('button', { name: 'Play video' }).first().click();
    await until('the film to play', () =>
      ana.conversation
        .locator('video')
        .first()
        .evaluate((video) => video instanceof HTMLVideoElement && video.readyState >= 2),
    );
  });

  it('several files go out in the order chosen, with their words, to the bit', async () => {
    const chooser = ana.page.waitForEvent('filechooser');
    await ana.conversation.getByRole('button', { name: 'Attach files' }).click();
    await (await chooser).setFiles([sampleFile('photo.jpg'), sampleFile('document.pdf')]);
    const dialog = ana.page.getByRole('dialog', { name: 'Send 2 files' });
    await dialog.getByRole('textbox', { name: 'Caption of photo.jpg' }).fill('In blue');
    await shoot(ana.page, 'attaching');
    await dialog.getByRole('button', { name: 'Send' }).click();
    const photo = await maria.waitForMessage('In blue');
    expect(photo.media?.kind).toBe('image');
    expect(sha256(photo.media?.bytes ?? Buffer.of())).toBe(sha256(sample('photo.jpg')));
    const document = await maria.waitForMessage(({ media }) => media?.kind === 'document');
    expect(sha256(document.media?.bytes ?? Buffer.of())).toBe(sha256(sample('document.pdf')));
    await ana.ticked('In blue', 'Delivered').waitFor();
    await shoot(ana.page, 'sent');
  });

  it('a picture is pasted, a file is dropped', async () => {
    const give = (where: Locator, event: 'paste' | 'drop', name: string, type: string, bytes: Buffer) =>
      where.evaluate(
        (field, given) => {
          const transfer = new DataTransfer();
          const content = Uint8Array.from(atob(given.base64), (letter) => letter.charCodeAt(0));
          transfer.items.add(new File([content], given.name, { type: given.type }));
          const init = { bubbles: true, cancelable: true };
          field.dispatchEvent(
            given.event === 'paste'
              ? new ClipboardEvent('paste', { ...init, clipboardData: transfer })
              : new DragEvent('drop', { ...init, dataTransfer: transfer }),
          );
        },
        { event, name, type, base64: bytes.toString('base64') },
      );
    await give(ana.composer, 'paste', 'image.png', 'image/png', sample('picture.png'));
    await give(
      ana.page.getByRole('dialog', { name: 'Send 1 file' }),
      'drop',
      'song.mp3',
      'audio/mpeg',
      sample('song.mp3'),
    );
    await ana.page
      .getByRole('dialog', { name: 'Send 2 files' })
      .getByRole('button', { name: 'Send' })
      .click();
    const song = await maria.waitForMessage(({ media }) => media?.kind === 'audio');
    expect(sha256(song.media?.bytes ?? Buffer.of())).toBe(sha256(sample('song.mp3')));
  });

  it('a voice message is recorded, heard and sent; without the microphone it is said why not', async () => {
    const record = ana.conversation.getByRole('button', { name: 'Record a voice message' });
    await record.click();
    await ana.conversation.getByText('The browser may not use the microphone.').waitFor();
    await shoot(ana.page, 'no-microphone');
    await ana.conversation.getByRole('button', { name: 'Throw the recording away' }).click();

    await ana.page.context().grantPermissions(['microphone']);
    await record.click();
    await ana.conversation.getByRole('timer').getByText('0:02').waitFor();
    await shoot(ana.page, 'recording');
    await ana.conversation.getByRole('button', { name: 'Stop and listen' }).click();
    const bar = ana.conversation.getByRole('group', { name: 'Voice message' });
    await bar.getByRole('button', { name: 'Play' }).click();
    await shoot(ana.page, 'listening');
    await bar.getByRole('button', { name: 'Send the voice message' }).click();
    const note = await maria.waitForMessage(({ media }) => media?.kind === 'voice-note');
    expect(note.media).toMatchObject({ ptt: true, mimetype: 'audio/ogg; codecs=opus' });
    expect(note.media?.seconds).toBeGreaterThanOrEqual(2);
    expect(note.media?.waveform?.length).toBe(64);
  });

  it('an upload that the network cuts keeps its file and goes out when it is back', async () => {
    system.pages.allow(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK|Failed to load/);
    await ana.page.context().setOffline(true);
    const chooser = ana.page.waitForEvent('filechooser');
    await ana.conversation.getByRole('button', { name: 'Attach files' }).click();
    await (await chooser).setFiles(sampleFile('video.mp4'));
    const dialog = ana.page.getByRole('dialog', { name: 'Send 1 file' });
    await dialog.getByRole('textbox', { name: 'Caption of video.mp4' }).fill('Later');
    await dialog.getByRole('button', { name: 'Send' }).click();
    await ana.ticked('Later', 'On its way').waitFor();
    await shoot(ana.page, 'waiting');
    await ana.page.context().setOffline(false);
    const film = await maria.waitForMessage('Later', { timeoutMs: 40_000 });
    expect(sha256(film.media?.bytes ?? Buffer.of())).toBe(sha256(sample('video.mp4')));
  });

  it('fits on a phone, in the dark', async () => {
    const pocket = await system.logIn(anaAccount, {
      viewport: { width: 390, height: 844 },
      colorScheme: 'dark',
      hasTouch: true,
    });
    await pocket.tab('Mine').click();
    await pocket.open('Maria');
    await pocket.bubble('Later').waitFor();
    await shoot(pocket.page, 'phone-end');
    await pocket.conversation.getByRole('button', { name: 'Play GIF' }).scrollIntoViewIfNeeded();
    await shoot(pocket.page, 'phone-middle');
    const wide = await pocket.page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
    await pocket.bubble('My order').click({ button: 'right' });
    await pocket.page.getByRole('menuitem', { name: 'Reply' }).waitFor();
    await shoot(pocket.page, 'phone-menu');
  });
});
