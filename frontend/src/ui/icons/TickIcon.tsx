import { createIcon } from './create-icon.tsx';

export const TickIcon = createIcon('TickIcon', 'M6 12.5l4 4 8-9');
