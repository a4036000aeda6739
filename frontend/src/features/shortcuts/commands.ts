import { useEffect, useRef } from 'react';
import { createStore } from '../../lib/store.ts';

/** In the order in which the palette lists them. */
export const commandGroups = ['undo', 'conversation', 'list', 'go', 'help'] as const;
export type CommandGroup = (typeof commandGroups)[number];

/**
 * Something a person can do by keyboard. `keys` are what is pressed: a single character as the layout gives it (so that
 * AZERTY and ABNT2 work), or `Alt+ArrowDown`, `Mod+K` (Mod is Ctrl, on a Mac Cmd).
 */
export interface Command {
  id: string;
  group: CommandGroup;
  label: string;
  keys?: string[];
  run: () => void;
}

const layers = createStore<readonly (readonly Command[])[]>([]);

export const commandStore = { get: layers.get, subscribe: layers.subscribe };

/** Everything that can be done right now; of two commands with one id the one registered last counts. */
export function currentCommands(): Command[] {
  return [
    ...new Map(layers.get().flatMap((layer) => layer.map((command) => [command.id, command]))).values(),
  ];
}

/** Offers commands while the component is on the screen. */
export function useCommands(commands: Command[]): void {
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  const signature = commands.map(({ id, label }) => `${id} ${label}`).join('\n');
  useEffect(() => {
    if (!signature) return undefined;
    const layer = latest.current.map((command) => ({
      ...command,
      run: () => latest.current.find(({ id }) => id === command.id)?.run(),
    }));
    layers.set([...layers.get(), layer]);
    return () => layers.set(layers.get().filter((other) => other !== layer));
  }, [signature]);
}
