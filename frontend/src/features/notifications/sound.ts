let context: AudioContext | null = null;

function tone(audio: AudioContext, frequency: number, from: number, length: number): void {
  const oscillator = audio.createOscillator();
  const volume = audio.createGain();
  oscillator.type = 'sine';
  oscillator.frequency.value = frequency;
  volume.gain.setValueAtTime(0.0001, from);
  volume.gain.exponentialRampToValueAtTime(0.12, from + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.0001, from + length);
  oscillator.connect(volume).connect(audio.destination);
  oscillator.start(from);
  oscillator.stop(from + length);
}

/** Two soft notes, made here: nothing to download. Silent where the browser doesn't allow sound before a click. */
export function playNewMessageSound(): void {
  if (typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  const audio = context;
  void audio
    .resume()
    .then(() => {
      tone(audio, 659, audio.currentTime, 0.18);
      tone(audio, 880, audio.currentTime + 0.11, 0.3);
    })
    .catch(() => undefined);
}
