import { useRef, useState } from 'react';
import { Icon } from '../parts/Icon.tsx';
import { useWords } from '../words/use-words.tsx';

interface VideoNoteProps {
  src: string;
  onError: () => void;
}

/** A round video; the whole of it is the button that plays it. */
export function VideoNote({ src, onError }: VideoNoteProps) {
  const words = useWords();
  const player = useRef<HTMLVideoElement>(null);
  const [playing, setPlaying] = useState(false);

  const toggle = () => {
    const video = player.current;
    if (!video) return;
    // What can't be played stays still; its button shows so.
    if (video.paused) video.play().catch(() => setPlaying(false));
    else video.pause();
  };
  return (
    <button
      type="button"
      className="video-note"
      aria-label={playing ? words.media.pause : words.media.playVideo}
      onClick={toggle}
    >
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- nobody has written down what is said */}
      <video
        ref={player}
        src={src}
        preload="metadata"
        playsInline
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onError={onError}
      />
      {!playing && (
        <span className="video-note-play">
          <Icon name="play" size={24} />
        </span>
      )}
    </button>
  );
}
