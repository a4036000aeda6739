import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PlayIcon } from '../../ui/icons/PlayIcon.tsx';
import { formatSeconds } from './file-words.ts';
import { claimSound } from './one-sound.ts';
import { PictureFrame } from './Picture.tsx';
import type { ShownFile } from './shown-file.ts';
import { UploadProgress } from './UploadProgress.tsx';

interface VideoFileProps {
  file: ShownFile;
  /** `note`: round; `gif`: silent and over and over. */
  look: 'video' | 'note' | 'gif';
  onCancel?: (() => void) | undefined;
}

function Tag({ children }: { children: ReactNode }) {
  return (
    <Box
      component="span"
      sx={{
        position: 'absolute',
        insetInlineStart: 8,
        bottom: 8,
        px: 0.75,
        borderRadius: 1,
        bgcolor: 'rgb(0 0 0 / 0.6)',
        color: '#fff',
        fontSize: '0.75rem',
        lineHeight: '20px',
      }}
    >
      {children}
    </Box>
  );
}

function Playing({ file, look, onFailed }: VideoFileProps & { onFailed: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const gif = look === 'gif';
  useEffect(() => {
    const element = video.current;
    if (!element || gif) return undefined;
    const stop = () => element.pause();
    const claim = () => claimSound(stop);
    element.addEventListener('play', claim);
    claim();
    return () => element.removeEventListener('play', claim);
  }, [gif]);
  return (
    // What people send has no subtitles.
    // oxlint-disable-next-line jsx-a11y/media-has-caption
    <video
      ref={video}
      src={file.url ?? undefined}
      poster={file.thumbnailUrl ?? undefined}
      autoPlay
      playsInline
      controls={look !== 'gif'}
      loop={gif}
      muted={gif}
      onError={onFailed}
      onClick={() => {
        if (gif) void (video.current?.paused ? video.current.play() : video.current?.pause());
      }}
      style={{
        width: '100%',
        height: '100%',
        objectFit: look === 'note' ? 'cover' : 'contain',
        background: '#000',
      }}
    />
  );
}

/** A film, played where it stands. It is loaded when it is asked for. */
export function VideoFile({ file, look, onCancel }: VideoFileProps) {
  const { t } = useTranslation('files');
  const [playing, setPlaying] = useState(false);
  const [failed, setFailed] = useState(false);
  const frame = (children: ReactNode) => (
    <PictureFrame file={file} round={look === 'note'}>
      {children}
    </PictureFrame>
  );
  if (file.uploaded !== null) return frame(<UploadProgress uploaded={file.uploaded} onCancel={onCancel} />);
  if (file.state !== 'ready' || !file.downloadUrl) return frame(null);
  if (playing && !failed) return frame(<Playing file={file} look={look} onFailed={() => setFailed(true)} />);
  const time = file.seconds ? formatSeconds(file.seconds) : null;
  return (
    <>
      <ButtonBase
        aria-label={t(look === 'gif' ? 'playGif' : 'playVideo')}
        onClick={() => {
          setFailed(false);
          setPlaying(true);
        }}
        sx={{ display: 'block', maxWidth: '100%', borderRadius: look === 'note' ? '50%' : 1.25 }}
      >
        {frame(
          <>
            <Box
              component="span"
              sx={{
                display: 'grid',
                placeItems: 'center',
                width: 52,
                height: 52,
                borderRadius: '50%',
                bgcolor: 'rgb(0 0 0 / 0.6)',
                color: '#fff',
              }}
            >
              {look === 'gif' ? <b>GIF</b> : <PlayIcon />}
            </Box>
            {time && look === 'video' ? <Tag>{time}</Tag> : null}
          </>,
        )}
      </ButtonBase>
      {failed ? (
        <Box role="alert" sx={{ typography: 'caption', color: 'error.main' }}>
          {t('cannotPlay')}
        </Box>
      ) : null}
    </>
  );
}
