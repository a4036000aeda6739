import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import IconButton from '@mui/material/IconButton';
import { useTranslation } from 'react-i18next';
import { useStore, useStoreValue } from '../../lib/store.ts';
import { PauseIcon } from '../../ui/icons/PauseIcon.tsx';
import { PlayIcon } from '../../ui/icons/PlayIcon.tsx';
import { formatSeconds } from './file-words.ts';
import {
  pauseSound,
  playbackRates,
  playerStore,
  playSound,
  rateStore,
  seekSound,
  setRate,
} from './player.ts';
import type { ShownFile } from './shown-file.ts';
import { Waveform } from './Waveform.tsx';

function RateButton() {
  const { t, i18n } = useTranslation('files');
  const rate = useStore(rateStore);
  const words = `${new Intl.NumberFormat(i18n.language).format(rate)}×`;
  const next = playbackRates[(playbackRates.indexOf(rate) + 1) % playbackRates.length] ?? 1;
  return (
    <ButtonBase
      aria-label={t('speed', { rate: words })}
      title={t('speed', { rate: words })}
      onClick={() => setRate(next)}
      sx={{
        minWidth: 44,
        height: 28,
        borderRadius: 4,
        bgcolor: 'action.hover',
        typography: 'caption',
        fontWeight: 600,
        flex: 'none',
      }}
    >
      {words}
    </ButtonBase>
  );
}

/** A voice note or another sound. */
export function AudioPlayer({ file, voice }: { file: ShownFile; voice: boolean }) {
  const { t } = useTranslation('files');
  const mine = useStoreValue(playerStore, (state) => (state.fileId === file.id ? state : null));
  const { url } = file;
  const duration = file.seconds || mine?.duration || 0;
  const position = mine?.position ?? 0;
  const playing = mine?.playing ?? false;
  const begun = mine !== null && (playing || position > 0);

  function seek(seconds: number): void {
    if (mine) seekSound(seconds);
    else if (url) playSound(file.id, url, seconds);
  }
  return (
    <Box sx={{ width: 290, maxWidth: '100%' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <IconButton
          disabled={!url}
          aria-label={t(playing ? 'pause' : 'play')}
          onClick={() => (playing ? pauseSound() : url && playSound(file.id, url))}
          sx={{
            bgcolor: 'primary.main',
            color: 'primary.contrastText',
            '&:hover': { bgcolor: 'primary.dark' },
          }}
        >
          {playing ? <PauseIcon /> : <PlayIcon />}
        </IconButton>
        <Waveform
          label={t('position')}
          waveform={file.waveform}
          position={position}
          duration={duration}
          onSeek={seek}
        />
        {begun ? <RateButton /> : null}
      </Box>
      <Box
        sx={{
          typography: 'caption',
          color: 'text.secondary',
          paddingInlineStart: 6,
          overflowWrap: 'anywhere',
        }}
      >
        {mine?.failed ? (
          <Box component="span" role="alert" sx={{ color: 'error.main' }}>
            {t('cannotPlay')}
          </Box>
        ) : (
          <>
            {formatSeconds(begun ? position : duration)}
            {voice || !file.name ? null : ` · ${file.name}`}
          </>
        )}
      </Box>
    </Box>
  );
}
