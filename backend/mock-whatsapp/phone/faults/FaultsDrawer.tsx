import { useState } from 'react';
import type { PhoneView } from '../../control/view.ts';
import { makeFault } from '../live/control-client.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { useTask } from '../parts/use-task.ts';
import { useWords } from '../words/use-words.tsx';
import { FAULT_GROUPS } from './fault-list.ts';

interface FaultsDrawerProps {
  phone: PhoneView;
  onClose: () => void;
}

/** The faults the mock can make, in words of what a person would notice. */
export function FaultsDrawer({ phone, onClose }: FaultsDrawerProps) {
  const words = useWords();
  const task = useTask();
  const [done, setDone] = useState<string | null>(null);

  const make = (name: string, options: Record<string, unknown>, said: string) => {
    setDone(null);
    task.run(async () => {
      await makeFault(name, { ...options, phone: phone.number });
      setDone(said);
    });
  };
  return (
    <Dialog title={words.faults.heading} shape="drawer" onClose={onClose}>
      <p>{words.faults.intro}</p>
      {phone.devices.length === 0 && <p className="notice">{words.faults.noDevice}</p>}
      <div className="faults-groups">
        {FAULT_GROUPS.map((group) => (
          <section key={group.key}>
            <h3>{words.faults.groups[group.key]}</h3>
            <ul>
              {group.faults.map((fault) => {
                const { title, how } = words.faults.each[fault.key];
                return (
                  <li key={fault.key}>
                    <button
                      type="button"
                      className="fault"
                      onClick={() => make(fault.name, fault.options, words.faults.done(title))}
                    >
                      <strong>{title}</strong>
                      <span>{how}</span>
                    </button>
                  </li>
                );
              })}
            </ul>
          </section>
        ))}
      </div>
      <footer className="faults-foot">
        <output>{done}</output>
        <p className="problem" role="alert">
          {task.problem}
        </p>
        <button
          type="button"
          className="button button-wide"
          onClick={() => make('clear', {}, words.faults.cleared)}
        >
          {words.faults.clear}
        </button>
      </footer>
    </Dialog>
  );
}
