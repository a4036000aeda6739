import { createIcon } from './create-icon.tsx';

export const BotIcon = createIcon(
  'BotIcon',
  'M6.5 8.5h11a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2h-11a2 2 0 0 1-2-2v-6a2 2 0 0 1 2-2zM12 8.5V5M9.5 12.5v1.5M14.5 12.5v1.5M2.5 12v3M21.5 12v3',
);
