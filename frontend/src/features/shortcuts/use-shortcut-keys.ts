import { useEffect } from 'react';
import { currentCommands } from './commands.ts';
import { matchesKeys } from './keys.ts';

/** An open dialog or menu keeps its keys to itself. */
function isBlocked(event: KeyboardEvent): boolean {
  return (
    event.defaultPrevented ||
    event.isComposing ||
    document.querySelector('[role="dialog"], [role="menu"]') !== null
  );
}

/**
 * Runs commands by their keys, anywhere on the page. `off` while something is opening that will take the keys: what
 * somebody types into the palette before it is there must not close their ticket.
 */
export function useShortcutKeys(off: boolean): void {
  useEffect(() => {
    if (off) return undefined;
    function press(event: KeyboardEvent): void {
      if (isBlocked(event)) return;
      const command = currentCommands().find(({ keys }) => keys?.some((key) => matchesKeys(event, key)));
      if (!command) return;
      event.preventDefault();
      command.run();
    }
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [off]);
}
