import Box from '@mui/material/Box';
import List from '@mui/material/List';
import ListItemButton from '@mui/material/ListItemButton';
import Paper from '@mui/material/Paper';
import type { QuickMessage } from '@ticketz/contract/quick-messages';
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from 'react';
import { oneLine } from '../../../../ui/cut-lines.ts';

/** One way to complete the word: what is shown of it, and what it becomes. */
export interface Choice {
  key: string;
  label: string;
  detail?: string | undefined;
  mark?: ReactNode;
  insert: string;
  /** The quick message that it is, if it brings files along. */
  brings?: QuickMessage | undefined;
}

export interface CompletionHandle {
  /** True when the key was meant for the list. */
  press: (event: KeyboardEvent) => boolean;
}

export interface OptionListProps {
  label: string;
  choices: readonly Choice[];
  onPick: (choice: Choice) => void;
  /** The id of the element that Enter would take, for the field's `aria-activedescendant`. */
  onActive: (id: string | null) => void;
  ref: Ref<CompletionHandle>;
}

/** What the word before the caret can become; over the composer, chosen by arrows and Enter or by a click. */
export function OptionList({ label, choices, onPick, onActive, ref }: OptionListProps) {
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const [chosen, setChosen] = useState(0);
  const active = Math.min(chosen, choices.length - 1);
  const activeId = active < 0 ? null : `${id}-${active}`;

  useEffect(() => {
    onActive(activeId);
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [activeId, active, onActive]);
  useEffect(() => () => onActive(null), [onActive]);

  useImperativeHandle(ref, () => ({
    press(event) {
      const choice = choices[active];
      const plain = !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
      if (!choice || !plain) return false;
      if (event.key === 'ArrowDown') setChosen((active + 1) % choices.length);
      else if (event.key === 'ArrowUp') setChosen((active + choices.length - 1) % choices.length);
      else if (event.key === 'Enter' || event.key === 'Tab') onPick(choice);
      else return false;
      event.preventDefault();
      return true;
    },
  }));

  if (choices.length === 0) return null;
  return (
    <Paper
      elevation={4}
      sx={{ position: 'absolute', insetInline: 0, bottom: '100%', mb: 0.75, zIndex: 2, overflow: 'hidden' }}
    >
      <List
        ref={list}
        dense
        role="listbox"
        aria-label={label}
        sx={{ maxHeight: 'min(296px, 40dvh)', overflowY: 'auto', py: 0.5 }}
      >
        {choices.map((choice, index) => (
          <ListItemButton
            key={choice.key}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            selected={index === active}
            // The field keeps the focus, and the keyboard of a phone stays.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(choice)}
            sx={{ gap: 1.25, minHeight: 40 }}
          >
            {choice.mark}
            <Box component="span" sx={{ flex: 'none', maxWidth: '45%', fontWeight: 600, ...oneLine }}>
              {choice.label}
            </Box>
            {choice.detail ? (
              <Box
                component="span"
                dir="auto"
                sx={{ flex: 1, minWidth: 0, color: 'text.secondary', ...oneLine }}
              >
                {choice.detail}
              </Box>
            ) : null}
          </ListItemButton>
        ))}
      </List>
    </Paper>
  );
}
