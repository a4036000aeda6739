import asyncHooks, { AsyncLocalStorage } from 'node:async_hooks';
import { syncBuiltinESMExports } from 'node:module';

/** What all the storages below hold in a piece of running code. */
const shared = new AsyncLocalStorage<Map<SharedStorage, unknown>>();

/**
 * An AsyncLocalStorage without a hook of its own: all of them live in one. It never runs the real one's `run`, so Node
 * never enlists it.
 */
class SharedStorage extends AsyncLocalStorage<unknown> {
  override getStore(): unknown {
    return shared.getStore()?.get(this);
  }

  override run<Result, Args extends unknown[]>(
    store: unknown,
    callback: (...args: Args) => Result,
    ...args: Args
  ): Result {
    const context = new Map(shared.getStore());
    return shared.run(context.set(this, store), callback, ...args);
  }
}

/** From this version on Node carries contexts without visiting each storage. */
const cheapSince = 24;
const isCheap = Number(process.versions.node.split('.')[0]) >= cheapSince;

/**
 * Baileys makes one AsyncLocalStorage per socket, and Node 20 and 22 visit every one of them at every promise of the
 * process: at 100 sockets that is most of the CPU. Runs `make`, which must be synchronous, so that the storages it
 * makes share one.
 */
export function withSharedStorage<Result>(make: () => Result): Result {
  if (isCheap) return make();
  const original = asyncHooks.AsyncLocalStorage;
  asyncHooks.AsyncLocalStorage = SharedStorage as typeof AsyncLocalStorage;
  syncBuiltinESMExports();
  try {
    return make();
  } finally {
    asyncHooks.AsyncLocalStorage = original;
    syncBuiltinESMExports();
  }
}
