import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const storedSecretsSchema = z.object({ APP_KEY: z.string().min(1), JWT_SECRET: z.string().min(32) });

/**
 * Reads the secrets of an embedded installation from `<dataDir>/secrets.json`, or makes them there, readable by the
 * owner only. Two processes that start at once end up with the same ones.
 */
export function storedSecrets(dataDir: string): { APP_KEY: string; JWT_SECRET: string } {
  const file = join(dataDir, 'secrets.json');
  mkdirSync(dataDir, { recursive: true });
  const fresh = {
    APP_KEY: randomBytes(32).toString('base64'),
    JWT_SECRET: randomBytes(48).toString('base64'),
  };
  try {
    writeFileSync(file, `${JSON.stringify(fresh, null, 2)}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  chmodSync(file, 0o600);
  return storedSecretsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

const ivLength = 12;
const tagLength = 16;
const keyIdLength = 4;

/** Encrypts what must not be read from a stolen database. */
export interface Vault {
  /** AES-256-GCM under the current key: key id (4 bytes) | iv (12) | tag (16) | ciphertext. */
  seal(plaintext: Uint8Array): Buffer;
  /** Opens what `seal` made, under the current or the previous key. Throws when it was tampered with. */
  open(sealed: Uint8Array): Buffer;
}

/** A vault over `APP_KEY`; `previous` still opens what was sealed before the key was changed. */
export function createVault(appKey: string, previous?: string): Vault {
  const keys = [appKey, ...(previous ? [previous] : [])].map((base64) => {
    const key = Buffer.from(base64, 'base64');
    return { id: createHash('sha256').update(key).digest().subarray(0, keyIdLength), key };
  });
  const current = keys[0];
  if (!current) throw new Error('APP_KEY is missing');
  return {
    seal(plaintext) {
      const iv = randomBytes(ivLength);
      const cipher = createCipheriv('aes-256-gcm', current.key, iv);
      const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
      return Buffer.concat([current.id, iv, cipher.getAuthTag(), body]);
    },
    open(sealed) {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      const id = bytes.subarray(0, keyIdLength);
      const match = keys.find((candidate) => candidate.id.equals(id));
      if (!match) throw new Error('Sealed with a key that is neither APP_KEY nor APP_KEY_PREVIOUS');
      const iv = bytes.subarray(keyIdLength, keyIdLength + ivLength);
      const tag = bytes.subarray(keyIdLength + ivLength, keyIdLength + ivLength + tagLength);
      const decipher = createDecipheriv('aes-256-gcm', match.key, iv);
      decipher.setAuthTag(tag);
      return Buffer.concat([
        decipher.update(bytes.subarray(keyIdLength + ivLength + tagLength)),
        decipher.final(),
      ]);
    },
  };
}
