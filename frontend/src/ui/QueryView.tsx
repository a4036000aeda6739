import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { LoadFailed } from './LoadFailed.tsx';

interface QueryViewProps<T> {
  query: UseQueryResult<T>;
  /** Shaped like what is coming. */
  skeleton: ReactNode;
  children: (data: T) => ReactNode;
}

/** What a query has brought; until then its skeleton, or why it couldn't be loaded. */
export function QueryView<T>({ query, skeleton, children }: QueryViewProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <LoadFailed error={query.error} onRetry={() => void query.refetch()} />;
  return skeleton;
}
