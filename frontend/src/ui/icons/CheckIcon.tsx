import { createIcon } from './create-icon.tsx';

export const CheckIcon = createIcon('CheckIcon', 'M5 12.5 10 17.5 19.5 7');
