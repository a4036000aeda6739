import { createIcon } from './create-icon.tsx';

export const MinusIcon = createIcon('MinusIcon', 'M5 12h14');
