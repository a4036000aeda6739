import { callCompanyFunction } from '../../../core/company-function.ts';
import { LeaseLost, type OwnedConnection } from './owned-connection.ts';

/** So many statements at a time. What comes meanwhile goes together in the next one. */
const atOnce = 2;
const mostTogether = 32;

/** What a connection wants written in one transaction. */
export interface Commit {
  /** Removed where `sealed` is null. */
  keys: { type: string; id: string; sealed: Buffer | null }[];
  entries: { hash: Buffer; sealed: Buffer; handled: boolean }[];
}

/** A connection with something to commit. */
export interface Committer {
  readonly owned: OwnedConnection;
  /** What it has by now. Not asked again before it was told how this one ended. */
  takeCommit(): Commit;
  commitSucceeded(): void;
  commitFailed(error: unknown): void;
}

/**
 * The commits of all connections of this process. Most of what one costs is its round trip and the disk, so the
 * connections that have something at the same time go together in one statement, and what a connection brings while its
 * last commit is under way goes in one piece. One that is refused or fails doesn't take the others along.
 */
export class CommitLine {
  readonly #waiting = new Set<Committer>();
  #running = 0;
  #asked = false;

  /** `committer` has something, and nothing of it is under way. */
  add(committer: Committer): void {
    this.#waiting.add(committer);
    if (this.#asked) return;
    this.#asked = true;
    queueMicrotask(() => {
      this.#asked = false;
      this.#begin();
    });
  }

  #begin(): void {
    while (this.#running < atOnce && this.#waiting.size > 0) {
      const together = [...this.#waiting].slice(0, mostTogether);
      for (const committer of together) this.#waiting.delete(committer);
      this.#running += 1;
      void this.#commit(together).finally(() => {
        this.#running -= 1;
        this.#begin();
      });
    }
  }

  async #commit(together: Committer[]): Promise<void> {
    const taken = together.map((committer) => ({ committer, commit: committer.takeCommit() }));
    const [only] = taken;
    if (only && taken.length === 1) return settle(only, () => commitOne(only));
    let refused: Set<string>;
    try {
      refused = await commitMany(taken);
    } catch {
      // One of them may be the reason: each by itself now. What was committed after all is written again.
      for (const one of taken) await settle(one, () => commitOne(one));
      return;
    }
    for (const one of taken) {
      await settle(one, async () => {
        if (refused.has(one.committer.owned.connectionId)) throw new LeaseLost();
      });
    }
  }
}

/** The one of this process. */
export const commitLine = new CommitLine();

interface Taken {
  committer: Committer;
  commit: Commit;
}

async function settle({ committer }: Taken, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    committer.commitFailed(error);
    return;
  }
  committer.commitSucceeded();
}

async function commitOne({ committer, commit }: Taken): Promise<void> {
  const { companyId, connectionId, ownerId } = committer.owned;
  await callCompanyFunction(
    'whatsapp-commit',
    `SELECT whatsapp_commit($1::uuid, $2::uuid, $3, $4::text[], $5::text[], $6::integer[], $7::bytea,
                            $8::bytea, $9::integer[], $10::bytea, $11::boolean[])`,
    [companyId, connectionId, ownerId, ...columnsOf([commit])],
  );
}

/** Returns the connections that belong to another process by now. */
async function commitMany(taken: Taken[]): Promise<Set<string>> {
  const owned = taken.map(({ committer }) => committer.owned);
  const commits = taken.map(({ commit }) => commit);
  const rows = await callCompanyFunction<{ refused: string[] }>(
    'whatsapp-commit-many',
    `SELECT whatsapp_commit_many($1::uuid[], $2::uuid[], $3::text[], $4::integer[], $5::integer[],
                                 $6::text[], $7::text[], $8::integer[], $9::bytea,
                                 $10::bytea, $11::integer[], $12::bytea, $13::boolean[]) AS refused`,
    [
      owned.map(({ companyId }) => companyId),
      owned.map(({ connectionId }) => connectionId),
      owned.map(({ ownerId }) => ownerId),
      commits.map(({ keys }) => keys.length),
      commits.map(({ entries }) => entries.length),
      ...columnsOf(commits),
    ],
  );
  return new Set(rows[0]?.refused);
}

/** All bytes in one piece: the driver sends arrays of bytes as text, twice as long. */
function columnsOf(commits: Commit[]): unknown[] {
  const keys = commits.flatMap((commit) => commit.keys);
  const entries = commits.flatMap((commit) => commit.entries);
  return [
    keys.map(({ type }) => type),
    keys.map(({ id }) => id),
    keys.map(({ sealed }) => sealed?.length ?? null),
    Buffer.concat(keys.flatMap(({ sealed }) => sealed ?? [])),
    Buffer.concat(entries.map(({ hash }) => hash)),
    entries.map(({ sealed }) => sealed.length),
    Buffer.concat(entries.map(({ sealed }) => sealed)),
    entries.map(({ handled }) => handled),
  ];
}
