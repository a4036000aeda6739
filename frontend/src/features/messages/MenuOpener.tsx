import { type KeyboardEvent, type MouseEvent, type TouchEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { MoreIcon } from '../../ui/icons/MoreIcon.tsx';
import { MenuButton } from './bubble-parts.ts';
import type { MenuPlace } from './overlays/overlay.ts';

type OnMenu = (place: MenuPlace) => void;

const longPressMs = 500;

function below(element: Element): MenuPlace {
  const { left, bottom } = element.getBoundingClientRect();
  return { left, top: bottom };
}

/** True where the browser's own menu is the one that is wanted: on links, and on a text that is marked. */
function wantsOwnMenu(target: EventTarget): boolean {
  return (
    target instanceof Element &&
    (target.closest('a, input, textarea') !== null || !document.getSelection()?.isCollapsed)
  );
}

/** The three dots beside a bubble. */
export function MenuOpener({ onMenu }: { onMenu: OnMenu }) {
  const { t } = useTranslation('messages');
  return (
    <MenuButton
      type="button"
      tabIndex={-1}
      aria-label={t('menu.open')}
      aria-haspopup="menu"
      onClick={(event) => onMenu(below(event.currentTarget))}
    >
      <MoreIcon fontSize="small" />
    </MenuButton>
  );
}

/** Right click, long press, and Enter on a bubble that has the focus: all open its menu. S puts a star on it. */
export function useMenuGestures(onMenu: OnMenu | undefined, onStar: (() => void) | undefined) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  if (!onMenu) return {};
  const cancel = () => clearTimeout(timer.current);
  return {
    onContextMenu: (event: MouseEvent<HTMLElement>) => {
      if (wantsOwnMenu(event.target)) return;
      event.preventDefault();
      cancel();
      const byKey = event.clientX === 0 && event.clientY === 0;
      onMenu(byKey ? below(event.currentTarget) : { left: event.clientX, top: event.clientY });
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.target !== event.currentTarget) return;
      if (event.key.toLowerCase() === 's' && !event.ctrlKey && !event.metaKey && !event.altKey) onStar?.();
      if (event.key !== 'Enter') return;
      event.preventDefault();
      onMenu(below(event.currentTarget));
    },
    // Safari on a phone tells no other way.
    onTouchStart: (event: TouchEvent<HTMLElement>) => {
      const touch = event.touches[0];
      if (!touch || event.touches.length > 1) return;
      const place = { left: touch.clientX, top: touch.clientY };
      timer.current = setTimeout(() => onMenu(place), longPressMs);
    },
    onTouchMove: cancel,
    onTouchEnd: cancel,
    onTouchCancel: cancel,
  };
}
