import type { BotOption, BotTree } from '@ticketz/contract/bot-menus';
import { uuidv7 } from '../../lib/uuid.ts';

/** The options of the menu that `key` leads to, in their order; null: of the main menu. */
export function optionsIn({ options }: BotTree, key: string | null): BotOption[] {
  return options.filter(({ parentKey }) => parentKey === key);
}

/** An option for this menu that says nothing yet. */
export function newOption(parentKey: string | null): BotOption {
  return {
    key: uuidv7(),
    parentKey,
    label: '',
    words: [],
    text: '',
    fileId: null,
    leadsTo: { to: 'person' },
  };
}

/** Puts an option into its menu, or in the place of the one that has its key. What isn't a menu any more has no options. */
export function putOption(tree: BotTree, option: BotOption): BotTree {
  const known = tree.options.some(({ key }) => key === option.key);
  const options = known
    ? tree.options.map((other) => (other.key === option.key ? option : other))
    : [...tree.options, option];
  return inOrder({ ...tree, options });
}

/** Without an option and all that it leads to. */
export function removeOption(tree: BotTree, key: string): BotTree {
  return inOrder({ ...tree, options: tree.options.filter((option) => option.key !== key) });
}

/** One place up or down among its siblings. */
export function moveOption(tree: BotTree, key: string, by: 1 | -1): BotTree {
  const moved = tree.options.find((option) => option.key === key);
  const siblings = moved ? optionsIn(tree, moved.parentKey) : [];
  const place = siblings.findIndex((option) => option.key === key);
  const other = siblings[place + by];
  if (!moved || !other) return tree;
  const swapped = tree.options.map((option) =>
    option === moved ? other : option === other ? moved : option,
  );
  return inOrder({ ...tree, options: swapped });
}

/** Each after the one it belongs to; what belongs to none goes. */
function inOrder(tree: BotTree): BotTree {
  const from = (parentKey: string | null): BotOption[] =>
    optionsIn(tree, parentKey).flatMap((option) => [
      option,
      ...(option.leadsTo.to === 'menu' ? from(option.key) : []),
    ]);
  return { ...tree, options: from(null) };
}

export interface TreeChanges {
  added: string[];
  changed: string[];
  removed: string[];
  /** The main menu's own texts and rules. */
  main: boolean;
}

/** What publishing would change, by the labels of the options. */
export function changesOf(live: BotTree | null, draft: BotTree): TreeChanges {
  const before = new Map(live?.options.map((option) => [option.key, option]));
  const after = new Set(draft.options.map(({ key }) => key));
  const isChanged = (option: BotOption, place: number) => {
    const other = before.get(option.key);
    const elsewhere = live?.options.findIndex(({ key }) => key === option.key) !== place;
    return other && (elsewhere || JSON.stringify(other) !== JSON.stringify(option));
  };
  const { options: _now, ...main } = draft;
  const { options: _then, ...mainBefore } = live ?? draft;
  return {
    added: draft.options.filter(({ key }) => !before.has(key)).map(({ label }) => label),
    changed: draft.options.filter(isChanged).map(({ label }) => label),
    removed: (live?.options ?? []).filter(({ key }) => !after.has(key)).map(({ label }) => label),
    main: JSON.stringify(main) !== JSON.stringify(mainBefore),
  };
}
