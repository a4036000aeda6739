import { child, el } from '../nodes.ts';
import { askerOf, type QueryHandler } from './types.ts';

/** Where media are uploaded to and downloaded from. */
export const answerMedia: QueryHandler = (context) => {
  askerOf(context);
  const host = el('host', { hostname: context.network.mediaHost, maxContentLengthBytes: '104857600' });
  return [el('media_conn', { auth: 'mock', ttl: '3600', auth_ttl: '3600', max_buckets: '12' }, [host])];
};

/** Queries in JSON: always an empty answer. */
export const answerMex: QueryHandler = () => [el('result', {}, Buffer.from(JSON.stringify({ data: {} })))];

/** What businesses say of themselves; nothing for people. */
export const answerBusiness: QueryHandler = ({ network }, query) => {
  const { jid } = child(child(query, 'business_profile'), 'profile')?.attrs ?? {};
  const business = network.account(jid)?.business;
  if (!business) return [el('business_profile', { v: '244' }, [])];
  const { category, ...texts } = business;
  const content = Object.entries(texts).map(([name, text]) => el(name, {}, Buffer.from(text ?? '')));
  if (category) content.push(el('categories', {}, [el('category', { id: '1' }, Buffer.from(category))]));
  return [el('business_profile', { v: '244' }, [el('profile', { jid }, content)])];
};
