import { createIcon } from './create-icon.tsx';

export const PauseIcon = createIcon('PauseIcon', 'M8.5 5.5v13M15.5 5.5v13');
