/** Runs at once, then at most once per `ms`; a call in between runs when the time is over, with the newest argument. */
export function createThrottle<T>(ms: number, run: (value: T) => void): (value: T) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: { value: T } | null = null;

  function over(): void {
    timer = undefined;
    if (!waiting) return;
    const { value } = waiting;
    waiting = null;
    start(value);
  }
  function start(value: T): void {
    timer = setTimeout(over, ms);
    run(value);
  }
  return (value) => {
    if (timer === undefined) start(value);
    else waiting = { value };
  };
}
