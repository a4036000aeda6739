import { type BotProblem, type BotTree, mostBotDepth, mostBotSiblings } from '@ticketz/contract/bot-menus';
import { optionsOf } from '../menu-tree.ts';
import { plainWords } from '../read-answer.ts';

/** What there is that a menu may name. */
export interface Known {
  queueIds: ReadonlySet<string>;
  fileIds: ReadonlySet<string>;
}

/** What keeps a menu from being published: nobody may come to a place where there is nothing to read or to choose. */
export function findProblems(tree: BotTree, known: Known): BotProblem[] {
  const problems = [
    ...problemsOfMain(tree, known),
    ...tree.options.flatMap((_, index) => problemsAt(tree, index, known)),
  ];
  const menus = [null, ...tree.options.filter(({ leadsTo }) => leadsTo.to === 'menu').map(({ key }) => key)];
  for (const key of menus) problems.push(...problemsOfMenu(tree, key));
  return problems;
}

function problemsOfMain(tree: BotTree, { queueIds, fileIds }: Known): BotProblem[] {
  const codes: BotProblem['code'][] = [];
  if (!tree.missText.trim() || !tree.text.trim()) codes.push('no_text');
  if (tree.fallbackQueueId && !queueIds.has(tree.fallbackQueueId)) codes.push('unknown_queue');
  if (tree.fileId && !fileIds.has(tree.fileId)) codes.push('unknown_file');
  return codes.map((code) => ({ key: null, code }));
}

function problemsAt(tree: BotTree, index: number, { queueIds, fileIds }: Known): BotProblem[] {
  const option = tree.options[index];
  if (!option) return [];
  const { key, parentKey, label, text, fileId, leadsTo } = option;
  const before = tree.options.slice(0, index);
  const codes: BotProblem['code'][] = [];
  if (before.some((other) => other.key === key)) codes.push('same_key');
  const parent = before.find((other) => other.key === parentKey);
  if (parentKey !== null && parent?.leadsTo.to !== 'menu') codes.push('no_parent');
  if (depthOf(tree, index) > mostBotDepth) codes.push('too_deep');
  if (!label.trim()) codes.push('no_label');
  if (leadsTo.to === 'menu' && !text.trim()) codes.push('no_text');
  if (leadsTo.to === 'queue' && !queueIds.has(leadsTo.queueId)) codes.push('unknown_queue');
  if (
    leadsTo.to === 'jump' &&
    !tree.options.some((other) => other.key === leadsTo.key && other.leadsTo.to === 'menu')
  ) {
    codes.push('unknown_target');
  }
  if (fileId && !fileIds.has(fileId)) codes.push('unknown_file');
  return codes.map((code) => ({ key, code }));
}

/** Each stands after its parent, so that going up ends. */
function depthOf(tree: BotTree, index: number): number {
  let depth = 1;
  let parentKey = tree.options[index]?.parentKey ?? null;
  for (let place = index - 1; place >= 0 && parentKey !== null; place -= 1) {
    const option = tree.options[place];
    if (option?.key !== parentKey) continue;
    depth += 1;
    parentKey = option.parentKey;
  }
  return depth;
}

function problemsOfMenu(tree: BotTree, key: string | null): BotProblem[] {
  const options = optionsOf(tree, key);
  if (options.length === 0) return [{ key, code: 'no_options' }];
  const problems: BotProblem[] = options.length > mostBotSiblings ? [{ key, code: 'too_many_options' }] : [];
  const taken = new Set<string>();
  for (const option of options) {
    const words = new Set([option.label, ...option.words].map(plainWords).filter(Boolean));
    if ([...words].some((word) => taken.has(word))) problems.push({ key: option.key, code: 'same_word' });
    for (const word of words) taken.add(word);
  }
  return problems;
}
