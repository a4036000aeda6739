import { createIcon } from './create-icon.tsx';

export const DownloadIcon = createIcon('DownloadIcon', 'M12 4v11M7.5 11 12 15.5 16.5 11M5 19.5h14');
