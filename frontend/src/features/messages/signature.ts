import type { Signature } from '@ticketz/contract/signatures';
import { useMemo } from 'react';
import { useMe } from '../../api/session.ts';

/** How this person signs what goes to customers; null where they or the company don't want that. */
export function useSignature(): Signature | null {
  const me = useMe();
  const place = me?.signs ? me.company.signatures : 'off';
  const name = me?.signature ?? me?.name ?? '';
  return useMemo(() => (place === 'off' ? null : { name, place }), [place, name]);
}
