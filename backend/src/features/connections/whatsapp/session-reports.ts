import type { Logger } from '../../../core/logger.ts';
import { endConnection, type Report, reportConnection } from './connection-row.ts';
import type { OwnedConnection } from './owned-connection.ts';

const mostAttempts = 5;

export interface SessionReportsOptions {
  logger: Logger;
  /** The session is to end: what the database doesn't take isn't tried again. */
  stopped(): boolean;
  /** Resolves when it's time to try again. */
  pause(failures: number): Promise<void>;
}

/** Tells a connection's row how its session is: one report after the other, each until the database takes it. */
export class SessionReports {
  readonly #owned: OwnedConnection;
  readonly #options: SessionReportsOptions;
  #told: Promise<void> = Promise.resolve();

  constructor(owned: OwnedConnection, options: SessionReportsOptions) {
    this.#owned = owned;
    this.#options = options;
  }

  tell(report: Report): void {
    this.#told = this.#told.then(() => this.#tell(report));
  }

  /** All that was to be told has been. */
  settled(): Promise<void> {
    return this.#told;
  }

  /** The last report: nothing is wanted any more. Says whether it was; see `endConnection`. */
  async end(
    report: Report,
    { requestNumber, forget }: { requestNumber(): number; forget: boolean },
  ): Promise<boolean> {
    const { logger, stopped, pause } = this.#options;
    for (let failures = 1; !stopped(); failures += 1) {
      try {
        return await endConnection(this.#owned, requestNumber(), report, { forget });
      } catch (error) {
        logger.warn({ err: error }, 'The end of a session could not be stored');
        await pause(failures);
      }
    }
    return true;
  }

  async #tell(report: Report): Promise<void> {
    const { logger, stopped, pause } = this.#options;
    for (let failures = 1; failures <= mostAttempts; failures += 1) {
      try {
        return await reportConnection(this.#owned, report);
      } catch (error) {
        logger.warn({ err: error }, 'The state could not be told');
        if (stopped()) return;
        await pause(failures);
      }
    }
  }
}
