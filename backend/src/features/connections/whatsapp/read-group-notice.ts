import type { BinaryNode } from '@whiskeysockets/baileys';
import { toStorable } from '../../../core/storable-text.ts';
import type { GroupNotice } from './journal-entry.ts';
import { groupOf } from './whatsapp-address.ts';

const maxSubjectLength = 300;
/** WhatsApp's groups have up to 1,024 members. */
const maxPeople = 2_000;

const kinds: Record<string, GroupNotice['kind'] | undefined> = {
  create: 'created',
  subject: 'subject',
  add: 'joined',
  leave: 'left',
  remove: 'removed',
  promote: 'promoted',
  demote: 'demoted',
};

/** What a notification of type `w:gp2` says of its group; null for what isn't shown, as a new description. */
export function readGroupNotice({ attrs, content }: BinaryNode): GroupNotice | null {
  const [child] = Array.isArray(content) ? content : [];
  const kind = kinds[child?.tag ?? ''];
  if (!child || !kind || !groupOf(attrs.from)) return null;
  const people = peopleIn(kind === 'created' ? childOf(child, 'group') : child);
  const subject = kind === 'created' ? childOf(child, 'group')?.attrs.subject : child.attrs.subject;
  const [first] = people;
  const themselves =
    kind === 'removed' && people.length === 1 && first !== undefined && isActor(first, attrs);
  return {
    kind: themselves ? 'left' : kind,
    subject: toStorable(subject ?? '', maxSubjectLength),
    people,
  };
}

function childOf({ content }: BinaryNode, tag: string): BinaryNode | undefined {
  return Array.isArray(content) ? content.find((node) => node.tag === tag) : undefined;
}

function peopleIn(node: BinaryNode | undefined): GroupNotice['people'] {
  if (!Array.isArray(node?.content)) return [];
  return node.content
    .filter(({ tag }) => tag === 'participant')
    .slice(0, maxPeople)
    .flatMap(({ attrs }): GroupNotice['people'] =>
      attrs.jid ? [[attrs.jid, attrs.phone_number ?? attrs.lid ?? null]] : [],
    );
}

function isActor(person: GroupNotice['people'][number], attrs: Record<string, string>): boolean {
  const acting = [attrs.participant, attrs.participant_pn, attrs.participant_lid];
  return person.some((jid) => jid !== null && acting.includes(jid));
}
