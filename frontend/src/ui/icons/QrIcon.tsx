import { createIcon } from './create-icon.tsx';

export const QrIcon = createIcon(
  'QrIcon',
  'M4.5 4.5h5v5h-5zM14.5 4.5h5v5h-5zM4.5 14.5h5v5h-5zM14.5 14.5h2v2M19.5 14.5v5h-2.5M14.5 19.5v0',
);
