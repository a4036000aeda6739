import type { CustomerView, DeviceView, MessageView } from '../../control/view.ts';

const TIMEOUT_MS = 15_000;

/** What the control server refused, or `unreachable` when it didn't answer. */
export class RefusedError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'RefusedError';
    this.code = code;
  }
}

async function post<T>(path: string, body: Record<string, unknown> = {}): Promise<T> {
  const response = await fetch(`/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw new RefusedError('unreachable', String(cause));
  });
  const answer = (await response.json().catch(() => ({}))) as T & {
    error?: { code: string; message: string };
  };
  if (response.ok) return answer;
  throw new RefusedError(answer.error?.code ?? 'unknown', answer.error?.message ?? response.statusText);
}

export const scanQr = (phone: string, qr: string) => post<DeviceView>(`/phones/${phone}/scan`, { qr });

export const enterPairingCode = (phone: string, code: string) =>
  post<DeviceView>(`/phones/${phone}/pairing-code`, { code });

export const logOutDevice = (phone: string, device: number) =>
  post(`/phones/${phone}/devices/${device}/log-out`);

export const sendAsPhone = (phone: string, to: string, text: string) =>
  post<MessageView>(`/phones/${phone}/messages`, { to, text });

export const readAsPhone = (phone: string, customer: string) => post(`/phones/${phone}/read`, { customer });

export const sendAsCustomer = (customer: string, to: string, text: string) =>
  post<MessageView>(`/customers/${customer}/messages`, { to, text });

export const readAsCustomer = (customer: string, phone: string) =>
  post(`/customers/${customer}/read`, { phone });

export const typeAsCustomer = (customer: string, phone: string, state: 'composing' | 'paused') =>
  post(`/customers/${customer}/typing`, { phone, state });

export const setPresence = (customer: string, presence: 'online' | 'offline') =>
  post(`/customers/${customer}/presence`, { presence });

export const addCustomer = (customer: { name: string; number: string; addressing: 'phone' | 'lid' }) =>
  post<CustomerView>('/customers', customer);

export const makeFault = (fault: string, body: Record<string, unknown>) => post(`/faults/${fault}`, body);
