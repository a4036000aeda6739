import type { BotEffect, BotOption, BotReason, BotState, BotTree } from '@ticketz/contract/bot-menus';
import type { MessageKind } from '@ticketz/contract/messages';
import { findOption, joinParts, optionsOf, parentOf, writeMenu } from './menu-tree.ts';
import { readAnswer, wantsPerson } from './read-answer.ts';

/** Above these somebody talks with the bot who isn't a person. */
export const mostSaidInMinute = 10;
export const mostSaidInHour = 40;

/** What is to be known of a customer's turn. */
export interface BotFacts {
  /** What they have written since they were answered last, in order. */
  messages: { kind: MessageKind; text: string }[];
  /** The bot isn't to answer: it is switched off for them, or what they wrote is old. */
  silent: boolean;
  /** Queues that exist, with what is said to whoever comes to them. */
  queues: { id: string; greeting: string }[];
  /** The queue that they were in before, if it is one of the connection's. */
  lastQueueId: string | null;
  /** How often they were sent something automatic, over all their tickets. */
  saidInMinute: number;
  saidInHour: number;
}

/** `state` null: the bot has nothing to do with them any more. */
export interface BotDecision {
  effects: BotEffect[];
  state: BotState | null;
}

/** Where everybody begins. */
export const botStart: BotState = { at: null, misses: 0, greeted: false };

/**
 * The bot's answer to one turn of a customer: what they wrote since the last one is read in order, and answered once. Pure.
 * Nobody is locked in: who isn't understood too often, asks for a person or is no person themselves comes to people.
 */
export function decideAnswer(tree: BotTree, state: BotState, facts: BotFacts): BotDecision {
  if (facts.silent) return leave(tree, facts, 'silent');
  if (facts.saidInMinute >= mostSaidInMinute || facts.saidInHour >= mostSaidInHour) {
    return leave(tree, facts, 'loop');
  }
  if (!state.greeted) return greet(tree, facts);
  let turn: Turn = { at: findOption(tree, state.at) ? state.at : null, moved: false, done: null };
  for (const message of facts.messages) {
    turn = read(tree, turn, message, facts);
    if (turn.done) return { effects: turn.done, state: null };
  }
  if (turn.moved) return show(tree, turn.at, turn.said);
  const misses = state.misses + 1;
  if (misses >= tree.mostMisses) {
    return { effects: toPerson(tree, facts, 'misses', ''), state: null };
  }
  const again = joinParts(tree.missText, writeMenu(tree, turn.at));
  return { effects: [say(again, null)], state: { at: turn.at, misses, greeted: true } };
}

/** To people, without a word. */
function leave(tree: BotTree, facts: BotFacts, because: BotReason): BotDecision {
  return { effects: [{ do: 'handOver', queueId: fallbackOf(tree, facts), because }], state: null };
}

function fallbackOf({ fallbackQueueId }: BotTree, { queues }: BotFacts): string | null {
  return queues.some(({ id }) => id === fallbackQueueId) ? fallbackQueueId : null;
}

interface Turn {
  at: string | null;
  /** Something of the turn was understood. */
  moved: boolean;
  /** What is said before the menu that they come to. */
  said?: BotOption;
  /** They leave the bot with this. */
  done: BotEffect[] | null;
}

function greet(tree: BotTree, facts: BotFacts): BotDecision {
  if (facts.messages.some(({ kind, text }) => kind === 'text' && wantsPerson(text))) {
    return { effects: toPerson(tree, facts, 'asked', ''), state: null };
  }
  if (tree.known === 'last_queue' && facts.lastQueueId) {
    return { effects: toQueue(facts, facts.lastQueueId, 'known', ''), state: null };
  }
  return show(tree, null);
}

function read(
  tree: BotTree,
  turn: Turn,
  { kind, text }: BotFacts['messages'][number],
  facts: BotFacts,
): Turn {
  // A picture's caption is about the picture.
  if (kind !== 'text') return turn;
  const meaning = readAnswer(text, optionsOf(tree, turn.at));
  if (meaning.is === 'unclear') return turn;
  if (meaning.is === 'person') return { ...turn, done: toPerson(tree, facts, 'asked', '') };
  if (meaning.is === 'back') return { at: parentOf(tree, turn.at), moved: true, done: null };
  if (meaning.is === 'start') return { at: null, moved: true, done: null };
  return choose(tree, turn, meaning.option, facts);
}

function choose(tree: BotTree, turn: Turn, option: BotOption, facts: BotFacts): Turn {
  const { leadsTo, text, fileId } = option;
  const goTo = (at: string | null): Turn => ({ at, moved: true, said: option, done: null });
  switch (leadsTo.to) {
    case 'menu':
      return { at: option.key, moved: true, done: null };
    case 'back':
      return goTo(turn.at);
    case 'start':
      return goTo(null);
    case 'jump':
      return goTo(findOption(tree, leadsTo.key)?.leadsTo.to === 'menu' ? leadsTo.key : null);
    case 'queue':
      return { ...turn, done: withFile(fileId, toQueue(facts, leadsTo.queueId, 'chosen', text)) };
    case 'person':
      return { ...turn, done: withFile(fileId, toPerson(tree, facts, 'chosen', text)) };
    case 'end':
      return { ...turn, done: withFile(fileId, [...saying(text), { do: 'close' }]) };
  }
}

/** They come to a menu. What leads there without being one itself says its part first. */
function show(tree: BotTree, at: string | null, said?: BotOption): BotDecision {
  const fileId = at === null ? tree.fileId : (findOption(tree, at)?.fileId ?? null);
  const effects = [say(writeMenu(tree, at), fileId)];
  if (said && (said.text || said.fileId)) effects.unshift(say(said.text, said.fileId));
  return { effects, state: { at, misses: 0, greeted: true } };
}

function toQueue(facts: BotFacts, queueId: string, because: BotReason, text: string): BotEffect[] {
  const queue = facts.queues.find(({ id }) => id === queueId);
  return [
    ...saying(joinParts(text, queue?.greeting ?? '')),
    { do: 'handOver', queueId: queue?.id ?? null, because },
  ];
}

function toPerson(tree: BotTree, facts: BotFacts, because: BotReason, text: string): BotEffect[] {
  return [...saying(text || tree.personText), { do: 'handOver', queueId: fallbackOf(tree, facts), because }];
}

function say(text: string, fileId: string | null): BotEffect {
  return { do: 'say', text, fileId };
}

function saying(text: string): BotEffect[] {
  return text ? [say(text, null)] : [];
}

/** An option's file goes with its text. */
function withFile(fileId: string | null, effects: BotEffect[]): BotEffect[] {
  if (!fileId) return effects;
  const [first, ...rest] = effects;
  return first?.do === 'say' ? [say(first.text, fileId), ...rest] : [say('', fileId), ...effects];
}
