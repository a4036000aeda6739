import { Curve, generateSignalPubKey, type KeyPair, signedKeyPair } from '@whiskeysockets/baileys';
import { ProtocolAddress, SessionBuilder, SessionCipher, SessionRecord, type SignalStorage } from 'libsignal';
import { beforeAll, expect, it } from 'vitest';
import { mendLibsignal } from './mend-libsignal.ts';
import { quietLibsignal } from './quiet-libsignal.ts';

beforeAll(() => {
  quietLibsignal();
  mendLibsignal();
});

/** Somebody with keys, who keeps sessions as they are written to a database. */
class Person {
  readonly #identity = Curve.generateKeyPair();
  readonly #signed = signedKeyPair(this.#identity, 1);
  readonly #sessions = new Map<string, Uint8Array>();
  readonly #storage: SignalStorage = {
    loadSession: async (id) => {
      const stored = this.#sessions.get(id);
      return stored && SessionRecord.deserialize(stored);
    },
    storeSession: async (id, record) => {
      this.#sessions.set(id, record.serialize());
    },
    isTrustedIdentity: () => true,
    loadPreKey: async () => undefined,
    removePreKey: () => undefined,
    loadSignedPreKey: () => signalPair(this.#signed.keyPair),
    getOurRegistrationId: () => 1,
    getOurIdentity: () => signalPair(this.#identity),
  };
  readonly #address: ProtocolAddress;

  constructor(name: string) {
    this.#address = new ProtocolAddress(name, 1);
  }

  /** Starts a session with somebody, beside those there are. */
  async meet(other: Person): Promise<void> {
    const device = {
      registrationId: 1,
      identityKey: generateSignalPubKey(other.#identity.public),
      signedPreKey: {
        keyId: 1,
        publicKey: generateSignalPubKey(other.#signed.keyPair.public),
        signature: other.#signed.signature,
      },
    };
    // libsignal takes a bundle without a one-time key; its types don't say so.
    await new SessionBuilder(this.#storage, this.#address).initOutgoing(
      device as Parameters<SessionBuilder['initOutgoing']>[0],
    );
  }

  write(text: string): Promise<{ type: number; body: string }> {
    return this.#cipher().encrypt(Buffer.from(text));
  }

  async read({ type, body }: { type: number; body: string }): Promise<string> {
    const bytes = Buffer.from(body, 'binary');
    const cipher = this.#cipher();
    const plain =
      type === 3 ? cipher.decryptPreKeyWhisperMessage(bytes) : cipher.decryptWhisperMessage(bytes);
    return (await plain).toString();
  }

  #cipher(): SessionCipher {
    return new SessionCipher(this.#storage, this.#address);
  }
}

function signalPair(pair: KeyPair): { privKey: Buffer; pubKey: Buffer } {
  return { privKey: Buffer.from(pair.private), pubKey: Buffer.from(generateSignalPubKey(pair.public)) };
}

it('reads on in a new session after a late message of the old one (pitfall 5)', async () => {
  const shop = new Person('maria');
  const maria = new Person('shop');
  await maria.meet(shop);
  expect(await shop.read(await maria.write('Oi'))).toBe('Oi');
  expect(await maria.read(await shop.write('Olá'))).toBe('Olá');
  const late = await maria.write('Atrasada');

  await maria.meet(shop);
  expect(await shop.read(await maria.write('De novo'))).toBe('De novo');
  expect(await maria.read(await shop.write('Sim?'))).toBe('Sim?');
  expect(await shop.read(await maria.write('Então'))).toBe('Então');
  // Tried on the new session first, which it doesn't fit.
  expect(await shop.read(late)).toBe('Atrasada');
  expect(await shop.read(await maria.write('E agora?'))).toBe('E agora?');
  expect(await maria.read(await shop.write('Agora também'))).toBe('Agora também');
});

it('says so when no session fits', async () => {
  const shop = new Person('ana');
  const ana = new Person('shop of ana');
  await ana.meet(shop);
  const first = await ana.write('Oi');
  expect(await shop.read(first)).toBe('Oi');
  expect(await ana.read(await shop.write('Olá'))).toBe('Olá');
  const message = await ana.write('Uma vez');
  expect(await shop.read(message)).toBe('Uma vez');
  await expect(shop.read(message)).rejects.toThrow(/No matching sessions/);
});
