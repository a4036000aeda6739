import type { Customer } from '../api/customer.ts';
import type { LinkedDevice } from '../api/linked-device.ts';
import type { MockWhatsApp } from '../api/mock-whatsapp.ts';
import type { Phone } from '../api/phone.ts';
import { ControlError } from './control-error.ts';

const digits = (number: string) => number.replace(/\D/g, '');

export function findPhone(whatsapp: MockWhatsApp, number: string): Phone {
  const phone = whatsapp.phones.find((candidate) => candidate.number === digits(number));
  if (!phone) throw new ControlError(404, 'not_found', 'No phone has this number');
  return phone;
}

export function findCustomer(whatsapp: MockWhatsApp, number: string): Customer {
  const customer = whatsapp.customers.find((candidate) => candidate.number === digits(number));
  if (!customer) throw new ControlError(404, 'not_found', 'No customer has this number');
  return customer;
}

export function findDevice(phone: Phone, id: string): LinkedDevice {
  const device = phone.devices.find((candidate) => String(candidate.id) === id);
  if (!device) throw new ControlError(404, 'not_found', 'No such device is linked to this phone');
  return device;
}

export const isTaken = (whatsapp: MockWhatsApp, number: string): boolean =>
  [...whatsapp.phones, ...whatsapp.customers].some((person) => person.number === number);
