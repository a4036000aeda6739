import { useState } from 'react';
import { addCustomer } from '../live/control-client.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { useTask } from '../parts/use-task.ts';
import { useWords } from '../words/use-words.tsx';

interface AddCustomerProps {
  onClose: () => void;
  onAdded: (number: string) => void;
}

export function AddCustomer({ onClose, onAdded }: AddCustomerProps) {
  const words = useWords();
  const task = useTask();
  const [name, setName] = useState('');
  const [number, setNumber] = useState('');
  const [addressing, setAddressing] = useState<'phone' | 'lid'>('phone');

  const submit = () => {
    const digits = number.replace(/\D/g, '');
    if (!/^[1-9]\d{6,14}$/.test(digits)) return task.setProblem(words.errors.number);
    task.run(async () =>
      onAdded((await addCustomer({ name: name.trim(), number: digits, addressing })).number),
    );
  };
  return (
    <Dialog title={words.add.heading} shape="card" onClose={onClose}>
      <form
        className="add-form"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <label>
          {words.add.name}
          <input value={name} required maxLength={80} onChange={(event) => setName(event.target.value)} />
        </label>
        <label>
          {words.add.number}
          <input
            type="tel"
            value={number}
            required
            maxLength={30}
            placeholder="+55 11 91234-5678"
            aria-describedby="add-problem"
            onChange={(event) => setNumber(event.target.value)}
          />
        </label>
        <fieldset>
          <legend>{words.add.addressing}</legend>
          <label className="choice">
            <input type="radio" checked={addressing === 'phone'} onChange={() => setAddressing('phone')} />
            {words.add.byPhone}
          </label>
          <label className="choice">
            <input type="radio" checked={addressing === 'lid'} onChange={() => setAddressing('lid')} />
            <span>
              {words.add.byLid}
              <small>{words.add.byLidHow}</small>
            </span>
          </label>
        </fieldset>
        <p className="problem" id="add-problem" role="alert">
          {task.problem}
        </p>
        <div className="dialog-buttons">
          <button type="button" className="button button-quiet" onClick={onClose}>
            {words.cancel}
          </button>
          <button type="submit" className="button" disabled={task.busy || name.trim() === ''}>
            {words.add.submit}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
