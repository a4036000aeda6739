import { lazy, type ReactNode, Suspense, useState } from 'react';

const Drawer = lazy(() => import('@mui/material/Drawer'));

interface ContactOverlayProps {
  open: boolean;
  /** As wide as the screen. */
  full: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** Where there is no room beside the conversation the contact slides over it. */
export function ContactOverlay({ open, full, onClose, children }: ContactOverlayProps) {
  const [opened, setOpened] = useState(open);
  if (open && !opened) setOpened(true);
  if (!opened) return null;
  return (
    <Suspense>
      <Drawer
        anchor="right"
        open={open}
        onClose={onClose}
        slotProps={{ paper: { sx: { width: full ? '100%' : 360 } } }}
      >
        {children}
      </Drawer>
    </Suspense>
  );
}
