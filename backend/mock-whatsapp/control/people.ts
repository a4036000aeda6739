import type { Customer } from '../api/customer.ts';
import type { Group } from '../api/group.ts';
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

/** A group by its digits, for somebody who is in it. */
export function findGroup(whatsapp: MockWhatsApp, id: string, { number }: Customer): Group {
  const group = whatsapp.groups.find(({ record }) => record.id === id);
  if (!group?.members.some((member) => member.number === number)) {
    throw new ControlError(404, 'not_found', 'They are in no such group');
  }
  return group;
}

/** Ids of groups are longer than any number. */
export const isGroupId = (text: string): boolean => /^120363\d{10,14}$/.test(text);

export function findDevice(phone: Phone, id: string): LinkedDevice {
  const device = phone.devices.find((candidate) => String(candidate.id) === id);
  if (!device) throw new ControlError(404, 'not_found', 'No such device is linked to this phone');
  return device;
}

export const isTaken = (whatsapp: MockWhatsApp, number: string): boolean =>
  [...whatsapp.phones, ...whatsapp.customers].some((person) => person.number === number);
