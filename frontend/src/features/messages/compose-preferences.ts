import { readStored, writeStored } from '../../lib/storage.ts';
import { createStore, type Store, useStore } from '../../lib/store.ts';

// How somebody likes to write; remembered in this browser.

function remembered(key: string, initial: boolean): Store<boolean> {
  const store = createStore(readStored(key) === null ? initial : readStored(key) === 'on');
  return {
    ...store,
    set(on) {
      store.set(on);
      writeStored(key, on ? 'on' : 'off');
    },
  };
}

/** Enter sends and Shift+Enter makes a new line; off: the other way round. */
export const enterSends = remembered('ticketz.enter-sends', true);
/** What is sent waits for five seconds, in which it can be taken back. */
export const undoSend = remembered('ticketz.undo-send', false);

export const undoSendMs = 5_000;

export function useEnterSends(): boolean {
  return useStore(enterSends);
}

export function useUndoSend(): boolean {
  return useStore(undoSend);
}
