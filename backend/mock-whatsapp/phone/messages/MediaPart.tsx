import { useState } from 'react';
import type { MediaView, MessageView } from '../../control/view.ts';
import { mediaUrl } from '../live/message-client.ts';
import { Icon } from '../parts/Icon.tsx';
import { describeMessage, formatSize } from '../words/format.ts';
import { useWords } from '../words/use-words.tsx';
import { useChatActions } from './chat-actions.ts';
import { VideoNote } from './VideoNote.tsx';
import { VoiceNote } from './VoiceNote.tsx';

const MAX_WIDTH = 280;
const stillness = matchMedia('(prefers-reduced-motion: reduce)');

/** The picture, video, sound, document or sticker of a message, decrypted by the mock. */
export function MediaPart({ message, media }: { message: MessageView; media: MediaView }) {
  const words = useWords();
  const { sender } = useChatActions();
  const [failed, setFailed] = useState(false);
  const src = mediaUrl(sender, message.id);
  const fail = () => setFailed(true);
  if (failed) {
    return (
      <p className="bubble-placeholder media-failed">
        <Icon name="warning" size={18} /> {words.media.failed}
      </p>
    );
  }
  const size = sizeOf(media);
  const label = describeMessage(message, words);
  switch (media.kind) {
    case 'image':
      return (
        <a className="media-frame" href={src} target="_blank" rel="noreferrer">
          <img src={src} alt={label} {...size} loading="lazy" onError={fail} />
        </a>
      );
    case 'sticker':
      return <img className="sticker" src={src} alt={words.kinds.sticker} loading="lazy" onError={fail} />;
    case 'video-note':
      return <VideoNote src={src} onError={fail} />;
    case 'video':
      return (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- nobody has written down what is said
        <video
          className="media-frame"
          src={src}
          {...size}
          controls
          preload="metadata"
          playsInline
          aria-label={label}
          onError={fail}
        />
      );
    case 'gif':
      return (
        <video
          className="media-frame"
          src={src}
          {...size}
          muted
          loop
          playsInline
          autoPlay={!stillness.matches}
          controls={stillness.matches}
          aria-label={words.kinds.gif}
          onError={fail}
        />
      );
    case 'voice-note':
      return <VoiceNote media={media} src={src} />;
    case 'audio':
      return (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- nobody has written down what is sung
        <audio className="media-audio" src={src} controls preload="none" aria-label={label} onError={fail} />
      );
    default:
      return (
        <a className="file-card" href={src} download={media.fileName ?? true}>
          <Icon name="document" size={28} />
          <span>
            <b>{media.fileName ?? words.kinds.document}</b>
            <small>{formatSize(media.size)}</small>
          </span>
        </a>
      );
  }
}

// Known before the file is there, so that nothing moves when it comes.
function sizeOf({ width, height }: MediaView): { width: number; height: number } {
  if (!width || !height) return { width: MAX_WIDTH, height: Math.round(MAX_WIDTH * 0.75) };
  const scale = Math.min(1, MAX_WIDTH / width, MAX_WIDTH / height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
