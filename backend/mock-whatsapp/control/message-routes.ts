import type { SendOptions } from '../api/compose/context.ts';
import type { MediaKinds } from '../api/compose/media.ts';
import type { MockWhatsApp } from '../api/mock-whatsapp.ts';
import { type SampleName, sample } from '../api/samples.ts';
import { type Actor, actorOf, type Side } from './actor.ts';
import { BinaryAnswer } from './binary-answer.ts';
import { ControlError } from './control-error.ts';
import {
  type Fields,
  readDecimal,
  readList,
  readNumber,
  readNumberOrGroup,
  readOneOf,
  readOptionalText,
  readText,
} from './fields.ts';
import { orRefused } from './or-refused.ts';
import { presentMessage } from './present.ts';
import type { Call, Route } from './router.ts';

const MAX_TEXT = 16_384;
const MAX_NAME = 255;
const MEDIA_KINDS = [
  'image',
  'video',
  'videoNote',
  'gif',
  'audio',
  'voiceNote',
  'document',
  'sticker',
] as const satisfies (keyof MediaKinds)[];

/** The built-in files, each with the kind it goes as. */
const SAMPLE_KINDS = {
  photo: ['image', 'photo.jpg', 0],
  video: ['video', 'video.mp4', 2],
  'video-note': ['videoNote', 'video.mp4', 2],
  gif: ['gif', 'gif.mp4', 1],
  voice: ['voiceNote', 'voice.ogg', 3],
  song: ['audio', 'song.mp3', 2],
  document: ['document', 'document.pdf', 0],
  sticker: ['sticker', 'sticker.webp', 0],
  'moving-sticker': ['sticker', 'sticker-animated.webp', 0],
} as const satisfies Record<string, [keyof MediaKinds, SampleName, number]>;

/** What customers and phones write: text, files, places, contacts, polls, and what is done to messages later. */
export const messageRoutes = (whatsapp: MockWhatsApp): Route[] =>
  (['customers', 'phones'] as const).flatMap((side) => routesOf(whatsapp, side));

function routesOf(whatsapp: MockWhatsApp, side: Side): Route[] {
  const base = `/api/${side}/:number`;
  const actorIn = ({ params, body }: Call) =>
    actorOf(whatsapp, side, params.number ?? '', readNumberOrGroup(body, 'to'));
  const post = (path: string, run: (actor: Actor, call: Call) => Promise<unknown>): Route => ({
    method: 'POST',
    path: `${base}${path}`,
    run: (call) => orRefused(() => run(actorIn(call), call)),
  });
  return [
    post('/messages', async (actor, { body }) =>
      presentMessage(await actor.sendText(readText(body, 'text', MAX_TEXT), optionsIn(actor, body))),
    ),
    post('/samples', async (actor, { body }) => presentMessage(await sendSample(actor, body))),
    post('/locations', async (actor, { body }) => presentMessage(await sendLocation(actor, body))),
    post('/contacts', async (actor, { body }) => {
      const card = { name: readText(body, 'name', MAX_NAME), number: readNumber(body, 'number') };
      return presentMessage(await actor.sendContacts([card], optionsIn(actor, body)));
    }),
    post('/polls', async (actor, { body }) => presentMessage(await sendPoll(actor, body))),
    { ...post('/files', async (actor, call) => presentMessage(await sendFile(actor, call))), takes: 'file' },
    post('/messages/:id/vote', (actor, { params, body }) =>
      actor.vote(actor.find(params.id ?? ''), readList(body, 'options', 12, MAX_NAME)),
    ),
    post('/messages/:id/react', (actor, { params, body }) =>
      actor.react(actor.find(params.id ?? ''), readOptionalText(body, 'emoji', 16) ?? ''),
    ),
    post('/messages/:id/edit', (actor, { params, body }) =>
      actor.edit(actor.find(params.id ?? ''), readText(body, 'text', MAX_TEXT)),
    ),
    post('/messages/:id/delete', (actor, { params }) => actor.remove(actor.find(params.id ?? ''))),
    {
      method: 'GET',
      path: `${base}/chats/:other/messages/:id/media`,
      run: ({ params }) =>
        mediaOf(actorOf(whatsapp, side, params.number ?? '', params.other ?? ''), params.id ?? ''),
    },
  ];
}

function optionsIn(actor: Actor, body: Fields): SendOptions {
  const quoting = readOptionalText(body, 'quoting', 100);
  return quoting ? { quoting: actor.find(quoting) } : {};
}

function sendSample(actor: Actor, body: Fields) {
  const names = Object.keys(SAMPLE_KINDS) as (keyof typeof SAMPLE_KINDS)[];
  const [kind, name, seconds] = SAMPLE_KINDS[readOneOf(body, 'sample', names)];
  const caption = readOptionalText(body, 'caption', MAX_TEXT);
  const file = { bytes: sample(name), fileName: name, caption, seconds: seconds || undefined };
  return actor.sendMedia(kind, { ...file, ...optionsIn(actor, body) });
}

// What says something about the file stands in the address: the body is the file itself.
function sendFile(actor: Actor, { body, file }: Call) {
  if (!file?.bytes.length) throw new ControlError(400, 'bad_request', 'The file is empty');
  const seconds = readOptionalText(body, 'seconds', 10);
  const waveform = readOptionalText(body, 'waveform', 400);
  const thumbnail = readOptionalText(body, 'thumbnail', 16_000);
  return actor.sendMedia(readOneOf(body, 'kind', MEDIA_KINDS), {
    bytes: file.bytes,
    mimetype: readOptionalText(body, 'mimetype', MAX_NAME),
    fileName: readOptionalText(body, 'fileName', MAX_NAME),
    caption: readOptionalText(body, 'caption', MAX_TEXT),
    seconds: seconds ? Math.max(1, Math.round(Number(seconds) || 1)) : undefined,
    waveform: waveform ? Buffer.from(waveform, 'base64url') : undefined,
    thumbnail: thumbnail ? Buffer.from(thumbnail, 'base64url') : undefined,
    ...optionsIn(actor, body),
  });
}

function sendLocation(actor: Actor, body: Fields) {
  return actor.sendLocation({
    latitude: readDecimal(body, 'latitude', { min: -90, max: 90 }),
    longitude: readDecimal(body, 'longitude', { min: -180, max: 180 }),
    name: readOptionalText(body, 'name', MAX_NAME),
    address: readOptionalText(body, 'address', MAX_NAME),
    ...optionsIn(actor, body),
  });
}

function sendPoll(actor: Actor, body: Fields) {
  const options = readList(body, 'options', 12, MAX_NAME);
  if (options.length < 2) throw new ControlError(400, 'bad_request', 'A poll has at least two options');
  const selectable = body.several === true ? 0 : 1;
  const question = readText(body, 'question', MAX_NAME);
  return actor.sendPoll({ question, options, selectable, ...optionsIn(actor, body) });
}

function mediaOf(actor: Actor, id: string): BinaryAnswer {
  const { media } = actor.find(id);
  if (!media) throw new ControlError(404, 'not_found', 'This message has no file');
  return new BinaryAnswer(media.bytes, media.mimetype, media.fileName ?? media.kind);
}
