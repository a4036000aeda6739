import { compare, hash } from 'bcrypt';
import { AppError } from '../../core/errors.ts';

const cost = 12;
/** bcrypt runs in the thread pool that files and names are looked up in too: it must not take all of it. */
const atOnce = 3;
const mostWaiting = 200;

let running = 0;
const waiting: (() => void)[] = [];

/** The form in which a password is kept. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, cost));
}

/** True when `password` is the one behind `passwordHash`. */
export async function passwordFits(password: string, passwordHash: string): Promise<boolean> {
  const fits = await inTurn(() => compare(password, passwordHash));
  // bcrypt doesn't look at what is beyond.
  return fits && Buffer.byteLength(password) <= 72;
}

/** Takes the time of `passwordFits` and says no: for accounts that don't exist. */
export async function passwordFitsNobody(password: string): Promise<false> {
  await passwordFits(password, hashOfNothing);
  return false;
}

/** A hash of random bytes that nobody has kept, at the cost of all others. */
const hashOfNothing = '$2b$12$Je.fBq4TDKlRXrDYK70wHue3.W6vSIItOYX6056okYzNZgNaX.l/G';

async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= atOnce) {
    if (waiting.length >= mostWaiting) throw new AppError('service_unavailable');
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running += 1;
  }
  try {
    return await work();
  } finally {
    // Whoever is next takes over this place, so that nobody can slip in between.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
