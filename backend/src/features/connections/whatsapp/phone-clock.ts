/** A phone's clock counts where it is right to a day; for what came first it is more exact than WhatsApp's. */
const maxClockErrorMs = 24 * 60 * 60_000;

/** When something was done: by the phone's clock where that can be, else when WhatsApp took it. */
export function believedTime(phoneMs: number | null, takenAt: Date): Date {
  const believed = phoneMs !== null && Math.abs(phoneMs - takenAt.getTime()) < maxClockErrorMs;
  return believed ? new Date(phoneMs) : takenAt;
}

/** A time of the protocol, in milliseconds since 1970; null where it is missing or absurd. */
export function phoneMilliseconds(value: unknown): number | null {
  const ms = Number(value ?? 0);
  return Number.isSafeInteger(ms) && ms > 0 && ms < 253_402_300_800_000 ? ms : null;
}
