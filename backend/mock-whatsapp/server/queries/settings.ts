import { child, childrenOf, el, IqError } from '../nodes.ts';
import { askerOf, type QueryHandler } from './types.ts';

const PRIVACY = {
  readreceipts: 'all',
  profile: 'all',
  status: 'all',
  online: 'all',
  last: 'all',
  groupadd: 'all',
  calladd: 'all',
  messages: 'all',
};

/** What the server has switched on. */
export const answerProps: QueryHandler = () => [
  el('props', { protocol: '1', hash: 'mock', refresh: '86400' }, []),
];

/** Who is blocked. */
export const answerBlocklist: QueryHandler = (context, query) => {
  const { account } = askerOf(context);
  const change = child(query, 'item');
  if (change?.attrs.jid) {
    if (change.attrs.action === 'block') account.blocked.add(change.attrs.jid);
    else account.blocked.delete(change.attrs.jid);
    context.network.hooks.changed();
  }
  return [
    el(
      'list',
      {},
      [...account.blocked].map((jid) => el('item', { jid })),
    ),
  ];
};

/** Who sees what; and trusted-contact tokens, which are taken without a word. */
export const answerPrivacy: QueryHandler = (context, query) => {
  const { account } = askerOf(context);
  const changes = query.attrs.type === 'set' ? childrenOf(child(query, 'privacy')) : [];
  if (changes.length > 0 && context.network.plan.take('refuse-privacy', account.number)) {
    throw new IqError(403, 'forbidden');
  }
  for (const { attrs } of changes) {
    if (attrs.name && attrs.value) account.privacy.set(attrs.name, attrs.value);
  }
  if (query.attrs.type === 'set') {
    context.network.hooks.changed();
    return [];
  }
  const settings = { ...PRIVACY, ...Object.fromEntries(account.privacy) };
  return [
    el(
      'privacy',
      {},
      Object.entries(settings).map(([name, value]) => el('category', { name, value })),
    ),
  ];
};
