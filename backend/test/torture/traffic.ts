import { randomUUID } from 'node:crypto';
import { messageEndpoints } from '@ticketz/contract/messages';
import { delay } from '../../src/core/clock.ts';
import type { Chat } from './cast.ts';
import type { Chance } from './random.ts';

/** An agent's reply that the server has answered with 2xx. */
export interface Reply {
  chat: Chat;
  clientId: string;
  text: string;
}

export interface Traffic {
  replies: Reply[];
  /** Of the customers, without those that opened the chats. */
  written: number;
  /** Resolves when everything is written. */
  done: Promise<void>;
}

/** Numbered messages both ways in all chats, spread over `durationMs` with bursts among them. */
export function startTraffic(options: {
  chats: Chat[];
  messages: number;
  durationMs: number;
  chance: Chance;
}): Traffic {
  const { chats, messages, durationMs, chance } = options;
  const traffic: Traffic = { replies: [], written: 0, done: Promise.resolve() };
  const share = (index: number) => Math.floor((messages + index) / chats.length);
  const work = chats.flatMap((chat, index) => [
    writeAsCustomer(chat, share(index), durationMs, chance.fork(), traffic),
    answerAsAgent(chat, share(index), durationMs, chance.fork(), traffic),
  ]);
  traffic.done = Promise.all(work).then(() => undefined);
  // A test that fails before doesn't wait for it.
  traffic.done.catch(() => undefined);
  return traffic;
}

async function writeAsCustomer(
  { customer, phone, name }: Chat,
  count: number,
  durationMs: number,
  chance: Chance,
  traffic: Traffic,
): Promise<void> {
  const startedAt = Date.now();
  for (let written = 0; written < count; ) {
    await untilDue(startedAt, durationMs, written, count, chance);
    const burst = chance.happens(0.05) ? Math.min(count - written, chance.between(3, 20)) : 1;
    const texts = Array.from({ length: burst }, (_, index) => `${name} asks ${written + index + 1}`);
    if (burst === 1) await customer.sendText(phone, texts[0] ?? '');
    else await customer.sendMany(phone, texts);
    written += burst;
    traffic.written += burst;
  }
}

async function answerAsAgent(
  chat: Chat,
  count: number,
  durationMs: number,
  chance: Chance,
  traffic: Traffic,
): Promise<void> {
  const startedAt = Date.now();
  for (let written = 0; written < count; written += 1) {
    await untilDue(startedAt, durationMs, written, count, chance);
    const clientId = randomUUID();
    const text = `${chat.name} answers ${written + 1}`;
    const input = { params: { ticketId: chat.ticketId }, body: { clientId, text } };
    await chat.agent.untilDone((api) => api.call(messageEndpoints.sendMessage, input));
    traffic.replies.push({ chat, clientId, text });
  }
}

/** The place of message `index` of `count` in time, a little shaken. */
async function untilDue(
  startedAt: number,
  durationMs: number,
  index: number,
  count: number,
  chance: Chance,
): Promise<void> {
  const step = durationMs / count;
  const due = startedAt + step * index + chance.between(0, Math.ceil(step));
  if (due > Date.now()) await delay(due - Date.now());
}
