import SvgIcon from '@mui/material/SvgIcon';

/** The product's mark: a ticket that is also a speech bubble. Decorative; the name stands beside it. */
export function Logo({ size = 32 }: { size?: number }) {
  return (
    <SvgIcon viewBox="0 0 48 48" aria-hidden sx={{ width: size, height: size }}>
      <rect width="48" height="48" rx="12" fill="#0b6470" />
      <path
        fill="#fff"
        d="M12 14.5A3.5 3.5 0 0 1 15.5 11h17a3.5 3.5 0 0 1 3.5 3.5v3.1a3.4 3.4 0 0 0 0 6.8v3.1a3.5 3.5 0 0 1-3.5 3.5H24.6l-6.3 5.6c-.9.8-2.3.2-2.3-1V31h-.5a3.5 3.5 0 0 1-3.5-3.5v-3.1a3.4 3.4 0 0 0 0-6.8z"
      />
      <path fill="none" stroke="#0b6470" strokeWidth="2.6" strokeLinecap="round" d="M20 18.5h8M20 23.5h5.5" />
    </SvgIcon>
  );
}
