import { createIcon } from './create-icon.tsx';

export const PlayIcon = createIcon('PlayIcon', 'M8 5.5v13l10.5-6.5z');
