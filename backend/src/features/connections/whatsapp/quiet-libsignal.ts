const fromLibsignal = /[\\/]node_modules[\\/]libsignal[\\/]/;
let quiet = false;

/**
 * The Signal library writes whole sessions, private keys included, to the console. This drops what comes from its
 * files, whatever it says, and lets everybody else's output through. Once for the process.
 */
export function quietLibsignal(): void {
  if (quiet) return;
  quiet = true;
  for (const level of ['log', 'info', 'warn', 'error'] as const) {
    const write = console[level].bind(console);
    console[level] = (...values: unknown[]) => {
      if (!fromLibsignal.test(new Error().stack ?? '')) write(...values);
    };
  }
}
