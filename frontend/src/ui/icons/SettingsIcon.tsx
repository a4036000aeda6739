import { createIcon } from './create-icon.tsx';

export const SettingsIcon = createIcon('SettingsIcon', 'M4 7h9M17 7h3M13 4.5v5M4 17h3M11 17h9M11 14.5v5');
