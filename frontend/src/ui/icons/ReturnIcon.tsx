import { createIcon } from './create-icon.tsx';

export const ReturnIcon = createIcon('ReturnIcon', 'M9 14.5 4.5 10 9 5.5M4.5 10h9.5a5.5 5.5 0 0 1 0 11H11');
