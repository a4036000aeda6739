import type { CustomerView, DeviceView } from '../../control/view.ts';

const TIMEOUT_MS = 15_000;
const FILE_TIMEOUT_MS = 60_000;

/** What the control server refused, or `unreachable` when it didn't answer. */
export class RefusedError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'RefusedError';
    this.code = code;
  }
}

/** Posts JSON to the control API. */
export const post = <T>(path: string, body: Record<string, unknown> = {}) =>
  request<T>(path, 'application/json', JSON.stringify(body), TIMEOUT_MS);

/** Posts a file as it is. */
export const postFile = <T>(path: string, file: File) =>
  request<T>(path, 'application/octet-stream', file, FILE_TIMEOUT_MS);

async function request<T>(path: string, type: string, body: BodyInit, timeoutMs: number): Promise<T> {
  const response = await fetch(`/api${path}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
    signal: AbortSignal.timeout(timeoutMs),
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

export const readAsPhone = (phone: string, customer: string) => post(`/phones/${phone}/read`, { customer });

export const readAsCustomer = (customer: string, phone: string) =>
  post(`/customers/${customer}/read`, { phone });

export const readInGroup = (customer: string, group: string) =>
  post(`/customers/${customer}/read`, { group });

export const typeAsCustomer = (customer: string, phone: string, state: 'composing' | 'paused') =>
  post(`/customers/${customer}/typing`, { phone, state });

export const setPresence = (customer: string, presence: 'online' | 'offline') =>
  post(`/customers/${customer}/presence`, { presence });

export const addCustomer = (customer: { name: string; number: string; addressing: 'phone' | 'lid' }) =>
  post<CustomerView>('/customers', customer);

export const makeFault = (fault: string, body: Record<string, unknown>) => post(`/faults/${fault}`, body);
