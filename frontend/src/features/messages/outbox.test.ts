import { afterEach, expect, it, vi } from 'vitest';
import { endSession, forgetSession, startSession } from '../../api/session.ts';
import { uuidv7 } from '../../lib/uuid.ts';
import { makeSession } from '../../test/fixtures.ts';
import {
  addToOutbox,
  closeOutbox,
  forgetSent,
  markRefused,
  maxOutboxItems,
  openOutbox,
  outboxStore,
} from './outbox.ts';
import { forgetItem, type OutboxItem, readWaiting, storeItem } from './outbox-storage.ts';

const texts = () => outboxStore.get().map(({ text }) => text);

afterEach(() => {
  closeOutbox();
  forgetSession();
  vi.useRealTimers();
});

it('keeps what waits, with its order and refusals, over a reload', () => {
  openOutbox('ana');
  for (const text of ['first', 'second', 'third']) addToOutbox('ticket', text);
  markRefused(outboxStore.get()[1]?.clientId ?? '', new Error('odd'));
  closeOutbox();
  openOutbox('ana');
  expect(outboxStore.get().map(({ text, error }) => [text, error])).toEqual([
    ['first', null],
    ['second', 'unknown'],
    ['third', null],
  ]);
});

it('is each person’s own', () => {
  openOutbox('ana');
  addToOutbox('ticket', 'of Ana');
  openOutbox('bia');
  expect(texts()).toEqual([]);
});

it('sees what another tab writes and sends', () => {
  openOutbox('ana');
  const mine = addToOutbox('ticket', 'mine') as OutboxItem;
  const clientId = uuidv7();
  storeItem('ana', { ...mine, clientId, text: 'of the other tab' });
  window.dispatchEvent(new StorageEvent('storage', { key: null }));
  expect(texts()).toEqual(['mine', 'of the other tab']);
  forgetItem('ana', clientId);
  window.dispatchEvent(new StorageEvent('storage', { key: null }));
  expect(texts()).toEqual(['mine']);
});

it('is emptied by logging out, and kept when the session only ran out', () => {
  startSession(makeSession());
  openOutbox('ana');
  addToOutbox('ticket', 'kept');
  endSession('expired');
  closeOutbox();
  startSession(makeSession());
  openOutbox('ana');
  expect(texts()).toEqual(['kept']);
  endSession('logged_out');
  closeOutbox();
  openOutbox('ana');
  expect(texts()).toEqual([]);
});

it('drops what somebody else left in this browser long ago', () => {
  vi.useFakeTimers({ now: Date.parse('2026-01-01') });
  openOutbox('ana');
  addToOutbox('ticket', 'forgotten');
  vi.setSystemTime(Date.parse('2026-01-20'));
  openOutbox('bia');
  openOutbox('ana');
  expect(texts()).toEqual(['forgotten']);
  vi.setSystemTime(Date.parse('2026-02-20'));
  openOutbox('bia');
  openOutbox('ana');
  expect(texts()).toEqual([]);
});

it('takes no more than it has room for', () => {
  openOutbox('ana');
  for (let count = 0; count < maxOutboxItems; count += 1) addToOutbox('ticket', String(count));
  expect(addToOutbox('ticket', 'one too many')).toBeNull();
});

it('goes on without the browser’s storage as long as the page lives', () => {
  openOutbox('ana');
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  const item = addToOutbox('ticket', 'in memory');
  window.dispatchEvent(new StorageEvent('storage', { key: null }));
  expect(texts()).toEqual(['in memory']);
  forgetSent(item?.clientId ?? '');
  expect(texts()).toEqual([]);
});

it('tells what waits before it is known who is logged in', () => {
  openOutbox('ana');
  addToOutbox('ticket', 'waits');
  closeOutbox();
  expect(readWaiting().map(({ text }) => text)).toEqual(['waits']);
});
