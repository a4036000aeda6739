/** Which connection a session is for, and as which process it owns it. */
export interface OwnedConnection {
  companyId: string;
  connectionId: string;
  ownerId: string;
}

/** The lease went to another process: whatever this one still wants to write must not be. */
export class LeaseLost extends Error {
  constructor(cause?: unknown) {
    super('The connection belongs to another process', { cause });
    this.name = 'LeaseLost';
  }
}

/** The code `whatsapp_commit` raises for a process that isn't the owner. */
const leaseLostCode = 'TZ001';

export function isLeaseLost(error: unknown): boolean {
  if (error instanceof LeaseLost) return true;
  return error instanceof Error && 'code' in error && error.code === leaseLostCode;
}

/** How a connection is to behave; it may change at any time. */
export interface Behaviour {
  takesGroups: boolean;
  rejectsCalls: boolean;
}
