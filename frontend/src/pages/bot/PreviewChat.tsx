import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import IconButton from '@mui/material/IconButton';
import OutlinedInput from '@mui/material/OutlinedInput';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { BotEffect, BotMenu } from '@ticketz/contract/bot-menus';
import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queueSummariesQuery } from '../../features/queues/queue-queries.ts';
import { FormError } from '../../ui/forms/FormError.tsx';
import { AttachIcon } from '../../ui/icons/AttachIcon.tsx';
import { SendIcon } from '../../ui/icons/SendIcon.tsx';
import { usePreview } from './use-preview.ts';

function Bubble({ own, children }: { own: boolean; children: string }) {
  return (
    <Box
      sx={{
        alignSelf: own ? 'flex-end' : 'flex-start',
        maxWidth: '88%',
        px: 1.5,
        py: 0.75,
        borderRadius: 1.5,
        border: 1,
        borderColor: own ? 'transparent' : 'divider',
        bgcolor: own ? 'bubble.outbound' : 'bubble.inbound',
        whiteSpace: 'pre-wrap',
        overflowWrap: 'anywhere',
      }}
    >
      {children}
    </Box>
  );
}

function Effect({ effect, menu }: { effect: BotEffect; menu: BotMenu }) {
  const { t } = useTranslation('bot');
  const { data: queues = [] } = useQuery(queueSummariesQuery);
  if (effect.do === 'say') {
    const file = menu.files.find(({ id }) => id === effect.fileId);
    return (
      <>
        {effect.fileId ? (
          <Typography variant="body2" sx={{ display: 'flex', gap: 0.5, color: 'text.secondary' }}>
            <AttachIcon fontSize="small" />
            {file?.name ?? t('file')}
          </Typography>
        ) : null}
        {effect.text ? <Bubble own={false}>{effect.text.replaceAll('*', '')}</Bubble> : null}
      </>
    );
  }
  const queue = effect.do === 'handOver' ? queues.find(({ id }) => id === effect.queueId) : undefined;
  const words =
    effect.do === 'close'
      ? t('preview.closed')
      : queue
        ? t('preview.toQueue', { name: queue.name })
        : t('preview.toPeople');
  return (
    <Typography variant="body2" sx={{ alignSelf: 'center', color: 'text.secondary', py: 0.5 }}>
      {words}
    </Typography>
  );
}

/** The menu as a customer meets it: the same engine, on the draft. Nobody gets a message. */
export function PreviewChat({ menu }: { menu: BotMenu }) {
  const { t } = useTranslation('bot');
  const { lines, busy, error, ended, write, restart } = usePreview(menu.draft, t('preview.customer'));
  const [text, setText] = useState('');
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (lines.length > 0) end.current?.scrollTo({ top: end.current.scrollHeight });
  }, [lines]);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!text.trim() || busy || ended) return;
    setText('');
    void write(text.trim());
  };
  return (
    <Card
      component="section"
      aria-label={t('preview.title')}
      sx={{ display: 'flex', flexDirection: 'column', height: 520, bgcolor: 'background.default' }}
    >
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          px: 2,
          py: 1,
          bgcolor: 'background.paper',
          borderBottom: 1,
          borderColor: 'divider',
        }}
      >
        <Typography variant="h3" component="h2" sx={{ flex: 1 }}>
          {t('preview.title')}
        </Typography>
        <Button size="small" onClick={restart} disabled={lines.length === 0}>
          {t('preview.restart')}
        </Button>
      </Box>
      <Box
        ref={end}
        role="log"
        aria-label={t('preview.log')}
        tabIndex={0}
        sx={{ flex: 1, overflowY: 'auto', p: 2, display: 'flex', flexDirection: 'column', gap: 1 }}
      >
        {lines.length === 0 ? (
          <Typography sx={{ m: 'auto', color: 'text.secondary', textAlign: 'center', textWrap: 'pretty' }}>
            {t('preview.hint')}
          </Typography>
        ) : null}
        {lines.map((line) =>
          line.by === 'customer' ? (
            <Bubble key={line.id} own>
              {line.text}
            </Bubble>
          ) : (
            <Effect key={line.id} effect={line.effect} menu={menu} />
          ),
        )}
        <FormError error={error} />
      </Box>
      <Box
        component="form"
        onSubmit={send}
        sx={{
          display: 'flex',
          gap: 1,
          p: 1,
          bgcolor: 'background.paper',
          borderTop: 1,
          borderColor: 'divider',
        }}
      >
        <OutlinedInput
          fullWidth
          size="small"
          value={text}
          disabled={ended}
          placeholder={t(ended ? 'preview.over' : 'preview.write')}
          inputProps={{ 'aria-label': t('preview.write'), maxLength: 1_000 }}
          onChange={({ target }) => setText(target.value)}
        />
        <IconButton type="submit" color="primary" aria-label={t('preview.send')} disabled={ended}>
          <SendIcon />
        </IconButton>
      </Box>
    </Card>
  );
}
