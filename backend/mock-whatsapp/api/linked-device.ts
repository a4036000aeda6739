/** A client (a Baileys socket, say) that is linked to a phone's account. */
export interface LinkedDevice {
  /** 1 for the first one linked; 0 is the phone itself. */
  readonly id: number;
  /** `NUMBER:ID@s.whatsapp.net`. */
  readonly jid: string;
  /** What the client calls itself, such as `Mac OS (CHROME)`. */
  readonly platform: string;
  readonly linkedAt: Date;
  /** Connected and logged in at this moment. */
  readonly online: boolean;
  /** Stanzas the server keeps until this device confirms them. */
  readonly queued: number;
  /** One-time prekeys that are left on the server. */
  readonly preKeys: number;
}
