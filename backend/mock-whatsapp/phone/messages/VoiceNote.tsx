import { useRef, useState } from 'react';
import type { MediaView } from '../../control/view.ts';
import { Icon } from '../parts/Icon.tsx';
import { formatSeconds } from '../words/format.ts';
import { useWords } from '../words/use-words.tsx';

const BARS = 36;

/** A voice note: play, its waveform, how long it is. */
export function VoiceNote({ media, src }: { media: MediaView; src: string }) {
  const { media: words } = useWords();
  const player = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [position, setPosition] = useState(0);
  const seconds = media.seconds ?? 0;
  const heard = seconds > 0 ? position / seconds : 0;

  const toggle = () => {
    const audio = player.current;
    if (!audio) return;
    // What can't be played stays silent; its button shows so.
    if (audio.paused) audio.play().catch(() => setPlaying(false));
    else audio.pause();
  };
  return (
    <div className="voice-note">
      <button
        type="button"
        className="round-button voice-button"
        aria-label={playing ? words.pause : words.playVoice(formatSeconds(seconds))}
        onClick={toggle}
      >
        <Icon name={playing ? 'pause' : 'play'} size={18} />
      </button>
      <span className="waveform" aria-hidden="true">
        {barsOf(media.waveform).map((height, index) => (
          <i
            // oxlint-disable-next-line react/no-array-index-key -- a bar is its place
            key={index}
            className={index / BARS < heard ? 'heard' : undefined}
            style={{ height: `${Math.max(12, height)}%` }}
          />
        ))}
      </span>
      <span className="voice-time">{formatSeconds(playing ? position : seconds)}</span>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- nobody has written down what was said */}
      <audio
        ref={player}
        src={src}
        preload="none"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setPosition(0)}
        onTimeUpdate={({ currentTarget }) => setPosition(currentTarget.currentTime)}
      />
    </div>
  );
}

function barsOf(waveform: number[]): number[] {
  return Array.from({ length: BARS }, (_, index) => {
    const at = Math.floor((index * waveform.length) / BARS);
    return Math.min(100, waveform[at] ?? 30);
  });
}
