import type { MockWhatsApp } from '../api/mock-whatsapp.ts';
import { ControlError } from './control-error.ts';
import { faultRoutes } from './fault-routes.ts';
import { readNumber, readOneOf, readOptionalText, readText } from './fields.ts';
import { messageRoutes } from './message-routes.ts';
import { orRefused } from './or-refused.ts';
import { findCustomer, findDevice, findGroup, findPhone, isTaken } from './people.ts';
import { presentCustomer, presentDevice, presentState } from './present.ts';
import type { Call, Route } from './router.ts';

const MAX_NAME = 80;
const MAX_CUSTOMERS = 200;

/** Everything the control API can do, one line of address each. */
export const controlRoutes = (whatsapp: MockWhatsApp): Route[] => [
  { method: 'GET', path: '/api/state', run: () => presentState(whatsapp) },
  ...phoneRoutes(whatsapp),
  ...customerRoutes(whatsapp),
  ...messageRoutes(whatsapp),
  ...faultRoutes(whatsapp),
];

function phoneRoutes(whatsapp: MockWhatsApp): Route[] {
  const phoneOf = ({ params }: Call) => findPhone(whatsapp, params.phone ?? '');
  return [
    {
      method: 'POST',
      path: '/api/phones/:phone/scan',
      async run(call) {
        const text = readText(call.body, 'qr', 4096).trim();
        return presentDevice(await orRefused(() => phoneOf(call).scanQr(text)));
      },
    },
    {
      method: 'POST',
      path: '/api/phones/:phone/pairing-code',
      async run(call) {
        const code = readText(call.body, 'code', 20).replace(/[\s-]/g, '').toUpperCase();
        return presentDevice(await orRefused(() => phoneOf(call).enterPairingCode(code)));
      },
    },
    {
      method: 'POST',
      path: '/api/phones/:phone/devices/:device/log-out',
      run(call) {
        const phone = phoneOf(call);
        phone.logOut(findDevice(phone, call.params.device ?? ''));
      },
    },
    {
      method: 'POST',
      path: '/api/phones/:phone/read',
      run: (call) => phoneOf(call).read(findCustomer(whatsapp, readNumber(call.body, 'customer'))),
    },
  ];
}

function customerRoutes(whatsapp: MockWhatsApp): Route[] {
  const customerOf = ({ params }: Call) => findCustomer(whatsapp, params.customer ?? '');
  const phoneIn = ({ body }: Call) => findPhone(whatsapp, readNumber(body, 'phone'));
  return [
    { method: 'POST', path: '/api/customers', run: ({ body }) => addCustomer(whatsapp, body) },
    {
      method: 'POST',
      path: '/api/customers/:customer/read',
      run(call) {
        const customer = customerOf(call);
        const group = readOptionalText(call.body, 'group', 40);
        return customer.read(group ? findGroup(whatsapp, group, customer) : phoneIn(call));
      },
    },
    {
      method: 'POST',
      path: '/api/customers/:customer/typing',
      run(call) {
        const state = readOneOf(call.body, 'state', ['composing', 'recording', 'paused']);
        customerOf(call).typing(phoneIn(call), state);
      },
    },
    {
      method: 'POST',
      path: '/api/customers/:customer/presence',
      run(call) {
        customerOf(call).presence = readOneOf(call.body, 'presence', ['online', 'offline']);
      },
    },
  ];
}

function addCustomer(whatsapp: MockWhatsApp, body: Call['body']) {
  const number = readNumber(body, 'number');
  const name = readText(body, 'name', MAX_NAME).trim();
  const addressing = readOneOf(body, 'addressing', ['phone', 'lid'], 'phone');
  if (isTaken(whatsapp, number)) {
    throw new ControlError(409, 'already_exists', 'Somebody has this number already');
  }
  if (whatsapp.customers.length >= MAX_CUSTOMERS) {
    throw new ControlError(409, 'refused', `There are ${MAX_CUSTOMERS} customers already, which is enough`);
  }
  return presentCustomer(whatsapp.addCustomer({ number, name, addressing }));
}
