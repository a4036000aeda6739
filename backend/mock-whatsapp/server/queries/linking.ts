import { parseJid } from '../../data/jid.ts';
import { removeDevice } from '../devices.ts';
import { child, IqError } from '../nodes.ts';
import { askerOf, type QueryHandler } from './types.ts';

/** Linking by code, and a client that unlinks itself. */
export const answerLinking: QueryHandler = (context, query) => {
  const registration = child(query, 'link_code_companion_reg');
  if (registration) {
    const { codes, connection } = context;
    return registration.attrs.stage === 'companion_hello'
      ? codes.hello(connection, registration)
      : codes.finish(connection, registration);
  }
  const removal = child(query, 'remove-companion-device');
  if (!removal) throw new IqError(501, 'feature-not-implemented');
  const { account } = askerOf(context);
  const device = account.devices.get(parseJid(removal.attrs.jid)?.device ?? 0);
  if (!device) throw new IqError(404, 'item-not-found');
  removeDevice(context.network, device);
  return [];
};
