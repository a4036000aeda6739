import { readStored, writeStored } from '../../lib/storage.ts';
import { createStore, useStore } from '../../lib/store.ts';

const storageKey = 'ticketz.sound';
const sound = createStore(readStored(storageKey) !== 'off');

export const soundOn = { get: sound.get, subscribe: sound.subscribe };

export function useSoundOn(): boolean {
  return useStore(soundOn);
}

/** Switches the sound of new messages; remembered in this browser. */
export function setSoundOn(on: boolean): void {
  sound.set(on);
  writeStored(storageKey, on ? null : 'off');
}
