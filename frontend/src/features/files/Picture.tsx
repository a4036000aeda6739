import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ImageIcon } from '../../ui/icons/ImageIcon.tsx';
import { frameSize } from './frame-size.ts';
import type { ShownFile } from './shown-file.ts';

const Frame = styled('div')(({ theme }) => ({
  position: 'relative',
  display: 'grid',
  placeItems: 'center',
  maxWidth: '100%',
  overflow: 'hidden',
  borderRadius: 10,
  backgroundColor: (theme.vars ?? theme).palette.surface.rail,
  color: (theme.vars ?? theme).palette.text.secondary,
}));

const Image = styled('img')({
  position: 'absolute',
  inset: 0,
  width: '100%',
  height: '100%',
  objectFit: 'cover',
});

interface PictureFrameProps {
  file: ShownFile;
  round?: boolean;
  children?: ReactNode;
}

/** The room of a picture or film, with what is known of how it looks; `children` lie over it. */
export function PictureFrame({ file, round = false, children }: PictureFrameProps) {
  const { t } = useTranslation('files');
  const [broken, setBroken] = useState<string | null>(null);
  const { width, height } = round ? { width: 220, height: 220 } : frameSize(file);
  const source = file.thumbnailUrl ?? (file.kind === 'image' ? file.url : null);
  const shown = source !== null && broken !== source;
  return (
    <Frame
      style={{
        width,
        ...(width > 0 ? { aspectRatio: `${width} / ${height}` } : {}),
        ...(round ? { borderRadius: '50%' } : {}),
      }}
    >
      {shown ? (
        <Image
          src={source}
          alt={t(`alt.${file.kind}`)}
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={() => setBroken(source)}
        />
      ) : (
        <ImageIcon aria-hidden sx={{ fontSize: 40, opacity: 0.5 }} />
      )}
      {children ? (
        <Box sx={{ position: 'absolute', inset: 0, display: 'grid', placeItems: 'center' }}>{children}</Box>
      ) : null}
    </Frame>
  );
}
