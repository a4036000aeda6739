import type { Logger } from '../../../core/logger.ts';
import type { LinkMethod } from '../connection.model.ts';
import type { LiveSocket } from './live-socket.ts';
import type { SessionReports } from './session-reports.ts';

/** QR codes are valid for 60 s first and 20 s each after that; six of them, and a pairing code as long as all. */
const firstQrMs = 60_000;
const nextQrMs = 20_000;
const pairingCodeMs = 160_000;

export interface LinkWish {
  linkMethod: LinkMethod | null;
  linkPhoneNumber: string | null;
}

/** What a phone must see, or be told, to link one socket: a QR code after the other, or one pairing code. */
export class LinkCodes {
  readonly #wish: LinkWish;
  readonly #reports: SessionReports;
  readonly #logger: Logger;
  #count = 0;

  constructor(wish: LinkWish, reports: SessionReports, logger: Logger) {
    this.#wish = wish;
    this.#reports = reports;
    this.#logger = logger;
  }

  /** WhatsApp has given another QR code; with the first one, a pairing code may be asked for in its place. */
  show(live: LiveSocket, qr: string): void {
    this.#count += 1;
    if (this.#wish.linkMethod === 'qr') this.#report(qr, this.#count === 1 ? firstQrMs : nextQrMs);
    else if (this.#count === 1) this.#askForPairingCode(live);
  }

  #askForPairingCode(live: LiveSocket): void {
    live.socket.requestPairingCode(this.#wish.linkPhoneNumber ?? '').then(
      (code) => this.#report(code, pairingCodeMs),
      (error: unknown) => {
        this.#logger.warn({ err: error }, 'No pairing code could be had');
        live.shut(undefined, 'No pairing code');
      },
    );
  }

  #report(linkValue: string, expiresInMs: number): void {
    const linkExpiresAt = new Date(Date.now() + expiresInMs);
    this.#reports.tell({ state: 'linking', reason: null, linkValue, linkExpiresAt });
  }
}
