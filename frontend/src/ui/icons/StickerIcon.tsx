import { createIcon } from './create-icon.tsx';

export const StickerIcon = createIcon(
  'StickerIcon',
  'M6.5 4h11A2.5 2.5 0 0 1 20 6.5V13l-7 7H6.5A2.5 2.5 0 0 1 4 17.5v-11A2.5 2.5 0 0 1 6.5 4zM20 13h-4.5a2.5 2.5 0 0 0-2.5 2.5V20',
);
