import { useEffect, useState } from 'react';

/** False for the first `delayMs`, then true: what is ready sooner shows no skeleton at all. */
export function useDelayed(delayMs = 150): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), delayMs);
    return () => clearTimeout(timer);
  }, [delayMs]);
  return over;
}
