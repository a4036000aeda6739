import type { BotOption, BotTree } from '@ticketz/contract/bot-menus';

/** The options of the menu that `key` leads to; null: of the main menu. */
export function optionsOf({ options }: BotTree, key: string | null): BotOption[] {
  return options.filter(({ parentKey }) => parentKey === key);
}

export function findOption({ options }: BotTree, key: string | null): BotOption | undefined {
  return options.find((option) => option.key === key);
}

/** The menu above this one. */
export function parentOf(tree: BotTree, key: string | null): string | null {
  return findOption(tree, key)?.parentKey ?? null;
}

/** A menu as it is sent: what it says, its options with their numbers, and the way back. */
export function writeMenu(tree: BotTree, key: string | null): string {
  const text = key === null ? tree.text : (findOption(tree, key)?.text ?? '');
  const lines = optionsOf(tree, key).map(({ label }, index) => `*${index + 1}* - ${label}`);
  if (key !== null && tree.backLabel) lines.push(`*0* - ${tree.backLabel}`);
  return joinParts(text, lines.join('\n'));
}

/** Paragraphs, without those that say nothing. */
export function joinParts(...parts: string[]): string {
  return parts.filter((part) => part.trim() !== '').join('\n\n');
}
