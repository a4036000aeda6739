import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { useTranslation } from 'react-i18next';
import { AudioPlayer } from '../../../features/files/AudioPlayer.tsx';
import { formatSeconds } from '../../../features/files/file-words.ts';
import { waitingFile } from '../../../features/files/shown-file.ts';
import { endMode, useComposeMode } from '../../../features/messages/compose-mode.ts';
import { addToOutbox } from '../../../features/messages/outbox.ts';
import { PauseIcon } from '../../../ui/icons/PauseIcon.tsx';
import { SendIcon } from '../../../ui/icons/SendIcon.tsx';
import { TrashIcon } from '../../../ui/icons/TrashIcon.tsx';
import { showToast } from '../../../ui/toast.ts';
import { useRecording } from './use-recording.ts';

/** How loud it is, so that one sees that one is heard. */
function Level({ level }: { level: number }) {
  return (
    <Box
      aria-hidden
      sx={{ flex: 1, height: 6, borderRadius: 3, bgcolor: 'surface.rail', overflow: 'hidden' }}
    >
      <Box
        sx={{ height: '100%', bgcolor: 'error.main', transition: 'width 100ms' }}
        style={{ width: `${Math.min(100, level * 140)}%` }}
      />
    </Box>
  );
}

/** In place of the composer: a voice message being recorded, to be heard before it is sent. */
export function RecorderBar({ ticketId, onClose }: { ticketId: string; onClose: () => void }) {
  const { t } = useTranslation('messages');
  const mode = useComposeMode(ticketId);
  const { state, finish } = useRecording();

  async function send(): Promise<void> {
    const recorded = await finish();
    if (!recorded) return;
    const { blob, seconds } = recorded;
    const facts = {
      name: t('kind.voice_note'),
      mimeType: blob.type,
      size: blob.size,
      kind: 'audio' as const,
      width: null,
      height: null,
      seconds,
      voiceNote: true,
      asDocument: false,
    };
    const quoted = mode?.type === 'reply' ? mode.quoted : null;
    if (!addToOutbox(ticketId, '', { file: { blob, facts }, quoted })) {
      showToast({ text: t('composer.full') });
      return;
    }
    endMode(ticketId);
    onClose();
  }
  function content() {
    if (state.step === 'failed') {
      return (
        <Box role="alert" sx={{ flex: 1, typography: 'body2', color: 'error.main' }}>
          {t(`voice.${state.problem}`)}
        </Box>
      );
    }
    if (state.step === 'done') {
      const { url, seconds, blob } = state;
      const facts = { id: url, kind: 'audio' as const, name: '', mimeType: blob.type, size: blob.size };
      const file = waitingFile({ ...facts, width: null, height: null, seconds }, url, null);
      return (
        <Box sx={{ flex: 1 }}>
          <AudioPlayer file={file} voice />
        </Box>
      );
    }
    const seconds = state.step === 'recording' ? state.seconds : 0;
    return (
      <>
        <Box role="timer" aria-label={t('voice.recording')} sx={{ minWidth: 48 }}>
          {formatSeconds(seconds)}
        </Box>
        <Level level={state.step === 'recording' ? state.level : 0} />
        <IconButton
          aria-label={t('voice.listen')}
          title={t('voice.listen')}
          disabled={state.step !== 'recording'}
          onClick={() => void finish()}
        >
          <PauseIcon />
        </IconButton>
      </>
    );
  }
  return (
    <Box
      role="group"
      aria-label={t('kind.voice_note')}
      sx={{ flex: 1, display: 'flex', alignItems: 'center', gap: 1 }}
    >
      <IconButton autoFocus aria-label={t('voice.cancel')} title={t('voice.cancel')} onClick={onClose}>
        <TrashIcon />
      </IconButton>
      {content()}
      <IconButton
        aria-label={t('voice.send')}
        title={t('voice.send')}
        disabled={state.step === 'failed' || state.step === 'starting'}
        onClick={() => void send()}
        sx={{ color: 'primary.main' }}
      >
        <SendIcon />
      </IconButton>
    </Box>
  );
}
