import {
  createContext,
  type KeyboardEvent,
  type ReactNode,
  use,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react';

interface MenuProps {
  /** The button's words. */
  label: string;
  button: ReactNode;
  className: string;
  children: ReactNode;
}

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

const CloseContext = createContext<() => void>(() => undefined);

/** For a button in the sheet: closes it and does something. */
export function useMenuAct(): (work: () => void) => () => void {
  const close = use(CloseContext);
  return (work) => () => {
    close();
    work();
  };
}

/** A button that opens a small sheet of buttons. Esc or a click elsewhere closes it; arrows go through it. */
export function Menu({ label, button, className, children }: MenuProps) {
  const [open, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const sheet = useRef<HTMLDivElement>(null);

  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  const closeOutside = useEffectEvent((event: Event) => {
    if (!frame.current?.contains(event.target as Node)) setOpen(false);
  });
  useEffect(() => {
    if (!open) return undefined;
    sheet.current?.querySelector<HTMLElement>('button')?.focus();
    document.addEventListener('pointerdown', closeOutside);
    document.addEventListener('focusin', closeOutside);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
      document.removeEventListener('focusin', closeOutside);
    };
  }, [open]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
    const step = STEPS[event.key];
    if (!step) return;
    const buttons = [...(sheet.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const next = buttons.indexOf(document.activeElement as HTMLElement) + step;
    event.preventDefault();
    buttons[(next + buttons.length) % buttons.length]?.focus();
  };

  return (
    <div className={`menu ${className}`} ref={frame}>
      <button
        ref={opener}
        type="button"
        className="round-button menu-button"
        aria-label={label}
        title={label}
        aria-haspopup="true"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open && (
        <div
          className="menu-sheet"
          role="toolbar"
          tabIndex={-1}
          aria-label={label}
          ref={sheet}
          onKeyDown={onKeyDown}
        >
          <CloseContext value={close}>{children}</CloseContext>
        </div>
      )}
    </div>
  );
}
