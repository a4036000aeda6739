import { useEffect, useReducer } from 'react';
import type { LiveEvent } from '../../control/view.ts';
import { type LiveState, reduceLive } from './state.ts';

/** What the mock looks like now. The browser itself reconnects the stream, which then starts with the whole state. */
export function useLive(): LiveState | null {
  const [state, dispatch] = useReducer(reduceLive, null);

  useEffect(() => {
    const stream = new EventSource('/api/live');
    stream.addEventListener('message', ({ data }: MessageEvent<string>) => {
      dispatch(JSON.parse(data) as LiveEvent);
    });
    stream.addEventListener('error', () => dispatch({ type: 'connection', connected: false }));
    return () => stream.close();
  }, []);

  return state;
}
