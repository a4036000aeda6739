import { type BotEffect, type BotState, type BotTree, botMenuEndpoints } from '@ticketz/contract/bot-menus';
import { fillVariables, variableValues } from '@ticketz/contract/variables';
import { useState } from 'react';
import { callApi } from '../../api/call-api.ts';
import { currentLanguage } from '../../i18n/i18n.ts';
import { uuidv7 } from '../../lib/uuid.ts';

/** One line of the chat: what the customer wrote, or what the bot did. */
export type PreviewLine = { id: string } & (
  | { by: 'customer'; text: string }
  | { by: 'bot'; effect: BotEffect }
);

/** What is said, as somebody reads it who is called that. */
function filledIn(effect: BotEffect, name: string): BotEffect {
  if (effect.do !== 'say') return effect;
  const values = variableValues({
    contact: { name, phone: '' },
    fields: [],
    ticketNumber: 1,
    agent: '',
    queue: '',
    company: '',
    now: new Date(),
    language: currentLanguage(),
  });
  return { ...effect, text: fillVariables(effect.text, values) };
}

/** A chat with the engine, over the draft as it is at each message. `ended`: the bot has let go. */
export function usePreview(tree: BotTree, customer: string) {
  const [lines, setLines] = useState<PreviewLine[]>([]);
  const [state, setState] = useState<BotState | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const ended = state === null && lines.some(({ by }) => by === 'bot');

  async function write(text: string): Promise<void> {
    setBusy(true);
    setError(null);
    setLines((before) => [...before, { id: uuidv7(), by: 'customer', text }]);
    try {
      const body = { tree, state, message: { kind: 'text' as const, text } };
      const answer = await callApi(botMenuEndpoints.previewBot, { body });
      const said = answer.effects.map(
        (effect): PreviewLine => ({
          id: uuidv7(),
          by: 'bot',
          effect: filledIn(effect, customer),
        }),
      );
      setLines((before) => [...before, ...said]);
      setState(answer.state);
    } catch (problem) {
      setError(problem);
    }
    setBusy(false);
  }
  function restart(): void {
    setLines([]);
    setState(null);
    setError(null);
  }
  return { lines, busy, error, ended, write, restart };
}
