import { createIcon } from './create-icon.tsx';

export const KeyboardIcon = createIcon(
  'KeyboardIcon',
  'M4.5 6.5h15a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 16V8a1.5 1.5 0 0 1 1.5-1.5zM7 10h.01M11 10h.01M15 10h.01M7 14h.01M17 14h.01M10 14h4',
);
