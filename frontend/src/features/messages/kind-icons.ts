import type { SvgIconProps } from '@mui/material/SvgIcon';
import type { MessageKind } from '@ticketz/contract/messages';
import type { ComponentType } from 'react';
import { BagIcon } from '../../ui/icons/BagIcon.tsx';
import { CalendarIcon } from '../../ui/icons/CalendarIcon.tsx';
import { ClockIcon } from '../../ui/icons/ClockIcon.tsx';
import { DocumentIcon } from '../../ui/icons/DocumentIcon.tsx';
import { EyeIcon } from '../../ui/icons/EyeIcon.tsx';
import { ImageIcon } from '../../ui/icons/ImageIcon.tsx';
import { ListIcon } from '../../ui/icons/ListIcon.tsx';
import { LockIcon } from '../../ui/icons/LockIcon.tsx';
import { MicIcon } from '../../ui/icons/MicIcon.tsx';
import { PeopleIcon } from '../../ui/icons/PeopleIcon.tsx';
import { PersonIcon } from '../../ui/icons/PersonIcon.tsx';
import { PhoneIcon } from '../../ui/icons/PhoneIcon.tsx';
import { PinIcon } from '../../ui/icons/PinIcon.tsx';
import { PollIcon } from '../../ui/icons/PollIcon.tsx';
import { QuestionIcon } from '../../ui/icons/QuestionIcon.tsx';
import { StickerIcon } from '../../ui/icons/StickerIcon.tsx';
import { VideoIcon } from '../../ui/icons/VideoIcon.tsx';

/** The picture of each kind of message that isn't text. */
export const kindIcons: Record<Exclude<MessageKind, 'text'>, ComponentType<SvgIconProps>> = {
  image: ImageIcon,
  video: VideoIcon,
  video_note: VideoIcon,
  gif: ImageIcon,
  audio: MicIcon,
  voice_note: MicIcon,
  document: DocumentIcon,
  sticker: StickerIcon,
  location: PinIcon,
  live_location: PinIcon,
  contact_card: PersonIcon,
  poll: PollIcon,
  event: CalendarIcon,
  group_invite: PeopleIcon,
  order: BagIcon,
  product: BagIcon,
  buttons: ListIcon,
  list: ListIcon,
  view_once: EyeIcon,
  call: PhoneIcon,
  group_event: PeopleIcon,
  note: LockIcon,
  undecryptable: ClockIcon,
  unknown: QuestionIcon,
};
