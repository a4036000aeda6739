import { readStored, writeStored } from '../../lib/storage.ts';
import { createStore } from '../../lib/store.ts';
import { claimSound } from './one-sound.ts';

/** What the one player of the page does. It goes on while one looks at another conversation. */
export interface PlayerState {
  /** The file it has; null before the first. */
  fileId: string | null;
  playing: boolean;
  /** Seconds. */
  position: number;
  /** As the browser has measured it; null until then. */
  duration: number | null;
  failed: boolean;
}

const rateKey = 'ticketz.playback-rate';
export const playbackRates = [1, 1.5, 2] as const;
export type PlaybackRate = (typeof playbackRates)[number];

const idle: PlayerState = { fileId: null, playing: false, position: 0, duration: null, failed: false };
const state = createStore<PlayerState>(idle);
export const playerStore = { get: state.get, subscribe: state.subscribe };
export const rateStore = createStore<PlaybackRate>(
  playbackRates.find((rate) => String(rate) === readStored(rateKey)) ?? 1,
);

let element: HTMLAudioElement | null = null;

function change(values: Partial<PlayerState>): void {
  state.set({ ...state.get(), ...values });
}

function player(): HTMLAudioElement {
  if (element) return element;
  const audio = new Audio();
  audio.preload = 'auto';
  audio.addEventListener('timeupdate', () => change({ position: audio.currentTime }));
  audio.addEventListener('durationchange', () =>
    change({ duration: Number.isFinite(audio.duration) ? audio.duration : null }),
  );
  audio.addEventListener('play', () => change({ playing: true, failed: false }));
  audio.addEventListener('pause', () => change({ playing: false }));
  audio.addEventListener('ended', () => change({ playing: false, position: 0 }));
  audio.addEventListener('error', () => change({ playing: false, failed: true }));
  element = audio;
  return audio;
}

function start(audio: HTMLAudioElement): void {
  claimSound(pauseSound);
  // Setting a source sets the speed back.
  audio.playbackRate = rateStore.get();
  // An interrupted or refused start is told by the events of the element.
  audio.play().catch(() => change({ playing: false, failed: audio.error !== null }));
}

export function pauseSound(): void {
  element?.pause();
}

/** Plays a file from where it was left, or from the given second. */
export function playSound(fileId: string, url: string, from?: number): void {
  const audio = player();
  if (state.get().fileId !== fileId || state.get().failed) {
    audio.src = url;
    state.set({ ...idle, fileId });
  }
  if (from !== undefined) audio.currentTime = from;
  start(audio);
}

/** Goes to a second of what is played or paused. */
export function seekSound(seconds: number): void {
  if (!element) return;
  element.currentTime = seconds;
  change({ position: seconds });
}

export function setRate(rate: PlaybackRate): void {
  rateStore.set(rate);
  writeStored(rateKey, String(rate));
  if (element) element.playbackRate = rate;
}
