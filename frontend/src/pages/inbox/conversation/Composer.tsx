import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import InputBase from '@mui/material/InputBase';
import { maxTextLength } from '@ticketz/contract/messages';
import { type KeyboardEvent, type RefObject, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraft, writeDraft } from '../../../features/drafts/drafts.ts';
import { addToOutbox } from '../../../features/messages/outbox.ts';
import { createTypingSender } from '../../../features/messages/typing-sender.ts';
import { SendIcon } from '../../../ui/icons/SendIcon.tsx';
import { showToast } from '../../../ui/toast.ts';

interface ComposerProps {
  ticketId: string;
  contactName: string;
  inputRef: RefObject<HTMLTextAreaElement | null>;
}

/** On a touch keyboard Enter is for new lines, as in WhatsApp's own app. */
function enterSends(): boolean {
  return !window.matchMedia('(pointer: coarse)').matches;
}

/** Where an answer is written. The text lives in the draft until the outbox has it: it is never in neither. */
export function Composer({ ticketId, contactName, inputRef }: ComposerProps) {
  const { t } = useTranslation('messages');
  const text = useDraft(ticketId);
  const typing = useMemo(() => createTypingSender(ticketId), [ticketId]);
  useEffect(() => () => typing.pause(), [typing]);
  const excess = text.length - maxTextLength;
  const sendable = text.trim() !== '' && excess <= 0;

  function send(): void {
    if (!sendable) return;
    if (!addToOutbox(ticketId, text.trim())) {
      showToast({ text: t('composer.full') });
      return;
    }
    writeDraft(ticketId, '');
    typing.sent();
    inputRef.current?.focus();
  }
  function press(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || !enterSends()) return;
    event.preventDefault();
    send();
  }
  function write(next: string): void {
    writeDraft(ticketId, next);
    if (next.trim() === '') typing.pause();
    else typing.typed();
  }

  return (
    <Box
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      sx={{ px: { xs: 1, sm: 2 }, pt: 1, pb: 'max(8px, env(safe-area-inset-bottom))', flex: 'none' }}
    >
      <Box
        sx={{
          maxWidth: 980,
          mx: 'auto',
          display: 'flex',
          alignItems: 'flex-end',
          gap: 0.5,
          p: 0.5,
          paddingInlineStart: 2,
          border: 1,
          borderColor: excess > 0 ? 'error.main' : 'divider',
          borderRadius: 2.4,
          bgcolor: 'background.paper',
          '&:focus-within': { borderColor: excess > 0 ? 'error.main' : 'primary.main' },
        }}
      >
        <InputBase
          multiline
          fullWidth
          maxRows={8}
          value={text}
          inputRef={inputRef}
          placeholder={t('composer.placeholder')}
          onChange={(event) => write(event.target.value)}
          onKeyDown={press}
          onBlur={() => typing.pause()}
          inputProps={{
            'aria-label': t('composer.label', { name: contactName }),
            title: t('composer.hint'),
            dir: 'auto',
            enterKeyHint: enterSends() ? 'send' : 'enter',
          }}
          sx={{ py: 1, lineHeight: 1.45 }}
        />
        <IconButton
          type="submit"
          disabled={!sendable}
          aria-label={t('composer.send')}
          title={t('composer.send')}
          sx={{ color: 'primary.main' }}
        >
          <SendIcon />
        </IconButton>
      </Box>
      {excess > 0 ? (
        <Box role="alert" sx={{ color: 'error.main', typography: 'caption', textAlign: 'end', pt: 0.5 }}>
          {t('composer.tooLong', { count: excess })}
        </Box>
      ) : null}
    </Box>
  );
}
