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
  photo: 'M4 6h16v12H4zM4 15.5l4.5-4 4 3.5 3-2.5L20 16M15.5 9.6v.2',
  video: 'M4 7h11v10H4zM15 11l5-3v8l-5-3',
  videoNote: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM10.3 9l4.6 3-4.6 3z',
  gif: 'M4 6.5h16v11H4zM9.6 10.4a2 2 0 1 0 0 3.2V12.2H8.4M12.4 10v4M15 14v-4h2.4M15 12h2',
  microphone:
    'M12 4a2.5 2.5 0 0 0-2.5 2.5v5a2.5 2.5 0 0 0 5 0v-5A2.5 2.5 0 0 0 12 4zM6.5 11.5a5.5 5.5 0 0 0 11 0M12 17v3',
  music:
    'M9 17.5V6l9-1.8v11.3M9 17.5a2.3 2.3 0 1 1-4.6 0 2.3 2.3 0 0 1 4.6 0zM18 15.5a2.3 2.3 0 1 1-4.6 0 2.3 2.3 0 0 1 4.6 0z',
  document: 'M7 3.5h7l4 4V20.5H7zM14 3.5v4h4M10 12h5M10 15.5h5',
  sticker: 'M5 4.5h14v9l-5.5 6H5zM13.5 19.5v-6H19M9 9.4v.2M13.5 9.4v.2M9 12.5c1 1.2 3 1.2 4 .3',
  place:
    'M12 20.5c4-4.4 6-7.6 6-10.2a6 6 0 1 0-12 0c0 2.6 2 5.8 6 10.2zM12 8.200a2.1 2.1 0 1 0 0 4.2 2.1 2.1 0 0 0 0-4.200z',
  person: 'M12 11.500a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM5 20c.5-3.7 3-5.6 7-5.600s6.5 1.9 7 5.6',
  poll: 'M5 5.500h9v3.500H5zM5 10.300h14v3.500H5zM5 15.100h6v3.500H5z',
  calendar: 'M5 6h14v13.500H5zM5 10h14M8.5 3.500v4M15.5 3.500v4',
  play: 'M8 5.500l10.5 6.500L8 18.500z',
  pause: 'M8 5.500v13M16 5.500v13',
  more: 'M6 12v.1M12 12v.1M18 12v.1',
  reply: 'M10 6l-5.5 5.500L10 17M5 11.500h8.500c3.5 0 5.5 2 6 6',
  edit: 'M5 19l1-4L16 5l3 3L9 18zM14 7l3 3',
  trash: 'M5 7h14M9.5 7V4.500h5V7M7 7l1 12.500h8L17 7M10.5 10.500v6M13.5 10.500v6',
  forward: 'M14 6l5.5 5.500L14 17M19 11.500h-8.500c-3.5 0-5.5 2-6 6',
  once: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM10.3 9.6l1.9-1.1v7',
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
