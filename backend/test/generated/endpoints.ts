import { api } from '@ticketz/contract/api';
import type { Endpoint } from '@ticketz/contract/endpoint';

/** Every endpoint of the contract with its name, as `it.each` takes them. */
export const endpoints: [name: string, endpoint: Endpoint][] = Object.entries<Endpoint>(api);

export const protectedEndpoints = endpoints.filter(([, { access }]) => access !== 'public');
