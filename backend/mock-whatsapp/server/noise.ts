import {
  aesDecryptGCM,
  aesEncryptGCM,
  Curve,
  hkdf,
  type KeyPair,
  NOISE_WA_HEADER,
  proto,
  sha256,
} from '@whiskeysockets/baileys';

const MODE = Buffer.from('Noise_XX_25519_AESGCM_SHA256\0\0\0\0');
const NOTHING = Buffer.alloc(0);

/** The server's long-lived key, and the certificates that clients check. */
export interface ServerIdentity {
  key: KeyPair;
  certificate: Uint8Array;
}

/** Makes a chain as WhatsApp has it: root (pinned by clients) → intermediate → leaf, signed for real. */
export function makeServerIdentity(): ServerIdentity {
  const root = Curve.generateKeyPair();
  const intermediate = Curve.generateKeyPair();
  const key = Curve.generateKeyPair();
  const notBefore = Math.floor(Date.now() / 1000) - 3600;
  const validity = { notBefore, notAfter: notBefore + 10 * 365 * 86_400 };
  const { Details } = proto.CertChain.NoiseCertificate;
  const middle = Details.encode({
    serial: 1,
    issuerSerial: 0,
    key: intermediate.public,
    ...validity,
  }).finish();
  const leaf = Details.encode({ serial: 2, issuerSerial: 1, key: key.public, ...validity }).finish();
  const certificate = proto.CertChain.encode({
    leaf: { details: leaf, signature: Curve.sign(intermediate.private, leaf) },
    intermediate: { details: middle, signature: Curve.sign(root.private, middle) },
  }).finish();
  return { key, certificate };
}

/** The ciphers after the handshake, one for each direction. */
export interface Transport {
  encrypt(data: Uint8Array): Buffer;
  decrypt(data: Uint8Array): Buffer;
}

/** What the client tells about itself at the end of the handshake. */
export interface HandshakeResult {
  transport: Transport;
  clientKey: Buffer;
  payload: proto.ClientPayload;
}

/** The server's side of Noise XX, as WhatsApp does it. */
export class NoiseResponder {
  private hash: Buffer = MODE;
  private salt: Buffer = MODE;
  private key: Buffer = MODE;
  private counter = 0;
  private readonly identity: ServerIdentity;
  private readonly ephemeral = Curve.generateKeyPair();

  constructor(identity: ServerIdentity) {
    this.identity = identity;
    this.authenticate(NOISE_WA_HEADER);
  }

  /** Takes the client's first frame; gives the server's answer. */
  answerHello(frame: Uint8Array): Uint8Array {
    const ephemeral = proto.HandshakeMessage.decode(frame).clientHello?.ephemeral;
    if (ephemeral?.length !== 32) throw new Error('the client hello has no ephemeral key');
    this.authenticate(ephemeral);
    this.authenticate(this.ephemeral.public);
    this.mix(Curve.sharedKey(this.ephemeral.private, ephemeral));
    const key = this.encrypt(this.identity.key.public);
    this.mix(Curve.sharedKey(this.identity.key.private, ephemeral));
    const payload = this.encrypt(this.identity.certificate);
    return proto.HandshakeMessage.encode({
      serverHello: { ephemeral: this.ephemeral.public, static: key, payload },
    }).finish();
  }

  /** Takes the client's second frame; from here on both talk through the transport. */
  finish(frame: Uint8Array): HandshakeResult {
    const finish = proto.HandshakeMessage.decode(frame).clientFinish;
    if (!finish?.static || !finish.payload) throw new Error('the client finish is incomplete');
    const clientKey = this.decrypt(finish.static);
    this.mix(Curve.sharedKey(this.ephemeral.private, clientKey));
    const payload = proto.ClientPayload.decode(this.decrypt(finish.payload));
    const [read, write] = this.derive(NOTHING);
    return { transport: makeTransport(read, write), clientKey, payload };
  }

  private authenticate(data: Uint8Array): void {
    this.hash = sha256(Buffer.concat([this.hash, data]));
  }

  private encrypt(data: Uint8Array): Buffer {
    const sealed = aesEncryptGCM(data, this.key, nonce(this.counter++), this.hash);
    this.authenticate(sealed);
    return sealed;
  }

  private decrypt(data: Uint8Array): Buffer {
    const opened = aesDecryptGCM(data, this.key, nonce(this.counter++), this.hash);
    this.authenticate(data);
    return opened;
  }

  private mix(data: Uint8Array): void {
    [this.salt, this.key] = this.derive(data);
    this.counter = 0;
  }

  private derive(data: Uint8Array): [Buffer, Buffer] {
    const key = Buffer.from(hkdf(Buffer.from(data), 64, { salt: this.salt, info: '' }));
    return [key.subarray(0, 32), key.subarray(32)];
  }
}

function makeTransport(readKey: Buffer, writeKey: Buffer): Transport {
  let reads = 0;
  let writes = 0;
  return {
    encrypt: (data) => aesEncryptGCM(data, writeKey, nonce(writes++), NOTHING),
    decrypt: (data) => aesDecryptGCM(data, readKey, nonce(reads++), NOTHING),
  };
}

function nonce(counter: number): Buffer {
  const iv = Buffer.alloc(12);
  iv.writeUInt32BE(counter, 8);
  return iv;
}
