import type { BotTree } from '@ticketz/contract/bot-menus';
import type { Language } from '@ticketz/contract/preferences';

/** What the bot says where nobody has written it a menu. */
const texts: Record<Language, Pick<BotTree, 'text' | 'missText' | 'personText' | 'backLabel'>> = {
  en: {
    text: 'Hello! Who would you like to talk to? Reply with the number.',
    missText: "Sorry, I didn't understand that.",
    personText: 'One moment, somebody will answer you here.',
    backLabel: 'Back',
  },
  'pt-BR': {
    text: 'Olá! Com quem você quer falar? Responda com o número.',
    missText: 'Desculpe, não entendi.',
    personText: 'Um momento, alguém já vai atender você por aqui.',
    backLabel: 'Voltar',
  },
  es: {
    text: '¡Hola! ¿Con quién desea hablar? Responda con el número.',
    missText: 'Disculpe, no he entendido.',
    personText: 'Un momento, alguien le atenderá aquí.',
    backLabel: 'Volver',
  },
};

/** The menu of a connection with several queues for which nobody has made one: its queues. */
export function menuFromQueues(queues: { id: string; name: string }[], language: Language): BotTree {
  return {
    ...texts[language],
    fileId: null,
    mostMisses: 3,
    fallbackQueueId: null,
    known: 'menu',
    options: queues.slice(0, 20).map(({ id, name }) => ({
      key: id,
      parentKey: null,
      label: name,
      words: [],
      text: '',
      fileId: null,
      leadsTo: { to: 'queue', queueId: id },
    })),
  };
}

const spanish = /^(34|5[1-4678]|59[1358]|50[2-7])/;

/** In which language somebody is answered who hasn't said: the one of their country. */
export function languageOf(chosen: string | null, phone: string | null): Language {
  if (chosen === 'en' || chosen === 'pt-BR' || chosen === 'es') return chosen;
  if (!phone) return 'pt-BR';
  if (/^(55|351)/.test(phone)) return 'pt-BR';
  return spanish.test(phone) ? 'es' : 'en';
}
