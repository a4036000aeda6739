import Box from '@mui/material/Box';
import Popover from '@mui/material/Popover';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../i18n/i18n.ts';
import { LoadFailed } from '../../ui/LoadFailed.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { type Emoji, emojiQuery, findEmoji, recentEmoji, rememberEmoji } from './emoji-data.ts';

const columns = 8;
const mostFound = 120;
const groups = [0, 1, 3, 4, 5, 6, 7, 8, 9] as const;

interface EmojiPickerProps {
  anchor: HTMLElement;
  onPick: (unicode: string) => void;
  onClose: () => void;
}

const Key = styled('button')(({ theme }) => ({
  all: 'unset',
  boxSizing: 'border-box',
  width: 40,
  height: 40,
  display: 'grid',
  placeItems: 'center',
  borderRadius: 8,
  cursor: 'pointer',
  fontSize: 24,
  lineHeight: 1,
  '&:hover': { backgroundColor: (theme.vars ?? theme).palette.action.hover },
  '&:focus-visible': {
    outline: `2px solid ${(theme.vars ?? theme).palette.primary.main}`,
    outlineOffset: -2,
  },
}));

function Section({
  title,
  items,
  onPick,
}: {
  title: string;
  items: readonly Emoji[];
  onPick: (unicode: string) => void;
}) {
  if (items.length === 0) return null;
  return (
    <Box
      role="group"
      aria-label={title}
      sx={{
        contentVisibility: 'auto',
        containIntrinsicSize: `auto ${Math.ceil(items.length / columns) * 40 + 28}px`,
      }}
    >
      <Box aria-hidden sx={{ typography: 'caption', color: 'text.secondary', px: 1, pt: 1, pb: 0.5 }}>
        {title}
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: `repeat(${columns}, 40px)` }}>
        {items.map(({ unicode, label }) => (
          <Key
            key={unicode}
            type="button"
            tabIndex={-1}
            aria-label={label}
            title={label}
            onClick={() => onPick(unicode)}
          >
            {unicode}
          </Key>
        ))}
      </Box>
    </Box>
  );
}

const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns };

/** Emoji to choose from: the last ones, all by kind, or those that a word finds. Arrow down leads from the search into them. */
export function EmojiPicker({ anchor, onPick, onClose }: EmojiPickerProps) {
  const { t } = useTranslation('compose');
  const [search, setSearch] = useState('');
  const body = useRef<HTMLDivElement>(null);
  const query = useQuery(emojiQuery(currentLanguage()));
  const all = query.data ?? [];
  const [recent] = useState(recentEmoji);
  const pick = (unicode: string) => {
    rememberEmoji(unicode);
    onPick(unicode);
  };

  function move(event: KeyboardEvent): void {
    const step = steps[event.key];
    const keys = [...(body.current?.querySelectorAll('button') ?? [])];
    const at = keys.findIndex((key) => key === document.activeElement);
    const first = keys[0];
    if (at < 0 && event.key === 'Enter' && search.trim() && first) {
      event.preventDefault();
      first.click();
      return;
    }
    if (step === undefined || (at < 0 && event.key !== 'ArrowDown')) return;
    const next = at < 0 ? first : keys[Math.max(0, Math.min(keys.length - 1, at + step))];
    event.preventDefault();
    next?.focus();
  }

  function content() {
    if (query.isError) return <LoadFailed error={query.error} onRetry={() => void query.refetch()} />;
    if (search.trim()) {
      const found = findEmoji(all, search, mostFound);
      if (found.length === 0 && query.data) {
        return <Box sx={{ p: 3, textAlign: 'center', color: 'text.secondary' }}>{t('emoji.none')}</Box>;
      }
      return <Section title={t('emoji.found')} items={found} onPick={pick} />;
    }
    const byUnicode = new Map(all.map((emoji) => [emoji.unicode, emoji]));
    const used = recent.flatMap((unicode) => byUnicode.get(unicode) ?? []);
    return (
      <>
        <Section title={t('emoji.recent')} items={used} onPick={pick} />
        {groups.map((group) => (
          <Section
            key={group}
            title={t(`emoji.group.${group}`)}
            items={all.filter((emoji) => emoji.group === group)}
            onPick={pick}
          />
        ))}
      </>
    );
  }
  return (
    <Popover
      open
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: 'top', horizontal: 'left' }}
      transformOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      slotProps={{ paper: { role: 'dialog', 'aria-label': t('emoji.title'), onKeyDown: move } }}
    >
      <Box sx={{ p: 1 }}>
        <SearchField label={t('emoji.search')} value={search} onChange={setSearch} autoFocus />
      </Box>
      <Box
        ref={body}
        sx={{ width: columns * 40 + 16, height: 320, maxWidth: '100%', overflowY: 'auto', px: 0.5 }}
      >
        {content()}
      </Box>
    </Popover>
  );
}
