import { createRequire } from 'node:module';
import { afterEach, expect, it, vi } from 'vitest';
import { createLogger } from '../../../core/logger.ts';
import { quietLibsignal } from './quiet-libsignal.ts';
import { surviveBaileys } from './survive-baileys.ts';

afterEach(() => vi.restoreAllMocks());

it('keeps private keys of libsignal off the console, and nothing else (pitfall 29)', () => {
  const written: unknown[][] = [];
  vi.spyOn(console, 'info').mockImplementation((...values) => written.push(values));
  quietLibsignal();
  const require = createRequire(import.meta.resolve('@whiskeysockets/baileys'));
  const SessionRecord = require('libsignal/src/session_record.js');
  const session = SessionRecord.createEntry();
  session.indexInfo = { closed: -1 };
  new SessionRecord().closeSession(session);
  expect(session.indexInfo.closed).toBeGreaterThan(0);
  // oxlint-disable-next-line no-console -- the console is what is tested
  console.info('Ours');
  expect(written).toEqual([['Ours']]);
});

it('outlives what Baileys leaves behind, and nothing else', () => {
  const logger = createLogger({ level: 'silent', name: 'test' });
  const before = new Set(process.listeners('unhandledRejection'));
  const stop = surviveBaileys(logger);
  const [listener] = process.listeners('unhandledRejection').filter((one) => !before.has(one));
  const error = (file: string) =>
    Object.assign(new Error('Connection Closed'), { stack: `at x (${file}:1:1)` });
  const reject = (reason: unknown) => listener?.(reason, Promise.resolve());
  expect(() => reject(error('/app/node_modules/@whiskeysockets/baileys/lib/Socket/socket.js'))).not.toThrow();
  expect(() => reject(error('/app/src/features/messages/send.js'))).toThrow('Connection Closed');
  expect(() => reject('a string')).toThrow();
  stop();
  expect(new Set(process.listeners('unhandledRejection'))).toEqual(before);
});
