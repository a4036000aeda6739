import { SessionCipher } from 'libsignal';

/** One of several sessions with the same person, as libsignal has it in memory. */
interface Session {
  serialize(): unknown;
  pendingPreKey?: unknown;
}

type Decrypt = (this: unknown, data: Uint8Array, sessions: Session[]) => Promise<{ plaintext: Buffer }>;

const method = 'decryptWithSessions';
const mark = Symbol.for('ticketz.mock-whatsapp.mend-libsignal');

/**
 * libsignal tries a message on one session after the other, and each wrong one moves on before it turns out to be
 * wrong; the damaged ones are then stored beside the right one, and nothing can be read in them any more. Here each is
 * tried on a copy: also a single one, because sessions stay live objects here. Once for the process.
 */
export function mendLibsignal(): void {
  const { prototype } = SessionCipher;
  if (Reflect.has(prototype, mark)) return;
  const original: Decrypt = Reflect.get(prototype, method);
  const decrypt: Decrypt = async function decryptWithCopies(data, sessions) {
    let failure: unknown = new Error('There is no session');
    for (const session of sessions) {
      const copy = copyOf(session);
      try {
        const { plaintext } = await original.call(this, data, [copy]);
        delete session.pendingPreKey;
        Object.assign(session, copy);
        return { session, plaintext };
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  };
  Reflect.set(prototype, method, decrypt);
  Reflect.set(prototype, mark, true);
}

function copyOf(session: Session): Session {
  const deserialize: (data: unknown) => Session = Reflect.get(session.constructor, 'deserialize');
  return deserialize.call(session.constructor, session.serialize());
}
