import type { DropMoment, Forgery } from '../api/faults.ts';
import type { MockWhatsApp } from '../api/mock-whatsapp.ts';
import type { Phone } from '../api/phone.ts';
import { ControlError } from './control-error.ts';
import { type Fields, readInteger, readNumber, readOneOf, readText } from './fields.ts';
import { orRefused } from './or-refused.ts';
import { findCustomer, findPhone } from './people.ts';
import type { Route } from './router.ts';

const DROP_MOMENTS: DropMoment[] = ['now', 'before-accept', 'before-ack', 'after-ack', 'mid-burst'];

type MakeFault = (whatsapp: MockWhatsApp, phone: Phone, body: Fields) => void | Promise<void>;

const countIn = (body: Fields, fallback = 1) => readInteger(body, 'count', { min: 1, max: 1000, fallback });

const FAULTS = new Map<string, MakeFault>([
  [
    'drop-connection',
    ({ faults }, phone, body) => {
      const when = readOneOf(body, 'when', DROP_MOMENTS, 'now');
      faults.dropConnection({ phone, when, count: countIn(body) });
    },
  ],
  [
    'delay',
    ({ faults }, phone, body) =>
      faults.delay({ phone, ms: readInteger(body, 'ms', { min: 1, max: 60_000, fallback: 3000 }) }),
  ],
  ['duplicate', ({ faults }, phone, body) => faults.duplicate({ phone, count: countIn(body) })],
  ['reorder', ({ faults }, phone, body) => faults.reorder({ phone, count: countIn(body, 2) })],
  [
    'refuse-sends',
    ({ faults }, phone, body) => {
      const code = readInteger(body, 'code', { min: 400, max: 599, fallback: 463 });
      faults.refuseSends({ phone, code, count: countIn(body) });
    },
  ],
  [
    'silence',
    ({ faults }, phone, body) =>
      faults.silence({ phone, what: readOneOf(body, 'what', ['acks', 'everything'] as const, 'acks') }),
  ],
  ['log-out', ({ faults }, phone) => faults.logOut({ phone })],
  ['replace', ({ faults }, phone) => faults.replace({ phone })],
  ['ban', ({ faults }, phone) => faults.ban({ phone })],
  ['require-restart', ({ faults }, phone) => faults.requireRestart({ phone })],
  ['corrupt-next', ({ faults }, phone, body) => faults.corruptNext({ phone, count: countIn(body) })],
  [
    'fail-uploads',
    ({ faults }, _, body) => faults.media.upload({ how: 'status', status: 503, count: countIn(body) }),
  ],
  [
    'fail-downloads',
    ({ faults }, _, body) => faults.media.download({ how: 'status', status: 404, count: countIn(body) }),
  ],
  ['passkey-prologue', ({ faults }, phone) => faults.passkeyPrologue({ phone })],
  [
    'forge',
    (whatsapp, to, body) => {
      const from = findCustomer(whatsapp, readNumber(body, 'customer'));
      return whatsapp.faults.forgeProtocolMessage({ from, to, forgery: readForgery(body) });
    },
  ],
]);

function readForgery(body: Fields): Forgery {
  const kind = readOneOf(body, 'kind', ['history-sync', 'edit', 'delete', 'sent-by-phone']);
  if (kind === 'delete') return { kind, messageId: readText(body, 'messageId', 100) };
  const text = readText(body, 'text', 1000);
  return kind === 'edit' ? { kind, text, messageId: readText(body, 'messageId', 100) } : { kind, text };
}

/** Faults by name, such as POST /api/faults/drop-connection {"phone":"…"}; see api/faults.ts for what each does. */
export const faultRoutes = (whatsapp: MockWhatsApp): Route[] => [
  { method: 'POST', path: '/api/faults/clear', run: () => whatsapp.faults.clear() },
  {
    method: 'POST',
    path: '/api/faults/:fault',
    async run({ params, body }) {
      const make = FAULTS.get(params.fault ?? '');
      if (!make)
        throw new ControlError(404, 'not_found', `Faults are: ${[...FAULTS.keys(), 'clear'].join(', ')}`);
      const phone = findPhone(whatsapp, readNumber(body, 'phone'));
      await orRefused(() => make(whatsapp, phone, body));
    },
  },
];
