import { el } from '../nodes.ts';
import { askerOf, type QueryHandler } from './types.ts';

/** Where media are uploaded to and downloaded from. */
export const answerMedia: QueryHandler = (context) => {
  askerOf(context);
  const host = el('host', { hostname: context.network.mediaHost, maxContentLengthBytes: '104857600' });
  return [el('media_conn', { auth: 'mock', ttl: '3600', auth_ttl: '3600', max_buckets: '12' }, [host])];
};

/** Queries in JSON: always an empty answer. */
export const answerMex: QueryHandler = () => [el('result', {}, Buffer.from(JSON.stringify({ data: {} })))];

/** Nobody has a business profile here. */
export const answerBusiness: QueryHandler = () => [el('business_profile', { v: '244' }, [])];
