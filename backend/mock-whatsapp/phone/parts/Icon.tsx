const PATHS = {
  back: 'M15 5l-7 7 7 7',
  close: 'M6 6l12 12M18 6L6 18',
  send: 'M5 12h13M12.5 5.5L19 12l-6.5 6.5',
  down: 'M12 5v13M6 12.5l6 6 6-6',
  plus: 'M12 5v14M5 12h14',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  chats: 'M4.5 5.5h15v10.5h-9l-4 3.5v-3.5h-2z',
  laptop: 'M5.5 6h13v9h-13zM3 18.5h18',
  clipboard: 'M8.5 5.5H6v15h12v-15h-2.5M8.5 3.5h7v4h-7z',
  power: 'M12 4v8M7.5 6.8a7 7 0 1 0 9 0',
  warning: 'M12 4.5l8.5 15h-17zM12 10v4.5M12 17v.2',
  help: 'M9.3 9.2a2.8 2.8 0 1 1 4 2.7c-.9.4-1.3 1-1.3 2.1M12 17v.2M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z',
  people:
    'M9 11.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM3 19c.4-3.3 2.7-5 6-5s5.6 1.7 6 5M15.5 5.6a3 3 0 0 1 0 5.7M17.5 14.3c2 .7 3.2 2.3 3.5 4.7',
  phone: 'M8 3.5h8a1 1 0 0 1 1 1v15a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1v-15a1 1 0 0 1 1-1zM11 17.8h2',
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration beside words, or inside a control that has a label. */
export const Icon = ({ name, size = 20 }: { name: IconName; size?: number }) => (
  <svg
    className="icon"
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.8"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d={PATHS[name]} />
  </svg>
);
