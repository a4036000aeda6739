import { createIcon } from './create-icon.tsx';

export const VideoIcon = createIcon(
  'VideoIcon',
  'M4.5 6.5h9A1.5 1.5 0 0 1 15 8v8a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 3 16V8a1.5 1.5 0 0 1 1.5-1.5zM15 10.5l6-3v9l-6-3',
);
