import Box from '@mui/material/Box';
import { type CompanySettings, type SettingKey, settingTable } from '@ticketz/contract/settings';
import { useMe } from '../../api/session.ts';
import { may } from '../auth/may.ts';
import { ChoiceSetting } from './ChoiceSetting.tsx';
import { NumberSetting } from './NumberSetting.tsx';
import { SwitchSetting } from './SwitchSetting.tsx';
import { useSettingTexts } from './setting-texts.ts';
import { useSaveSetting } from './settings-query.ts';
import { TextSetting } from './TextSetting.tsx';

/** One setting: what it is called, its control, what it does. */
export function SettingRow({ name, settings }: { name: SettingKey; settings: CompanySettings }) {
  const me = useMe();
  const { field, mayChange } = settingTable[name];
  const texts = useSettingTexts(name);
  const { save, pending } = useSaveSetting(name);
  const value = settings[name];
  const common = { ...texts, save, pending, disabled: !may(me, { access: mayChange }) };
  return (
    <Box sx={{ '& + &': { mt: 3, pt: 3, borderTop: 1, borderColor: 'divider' } }}>
      {field.kind === 'switch' ? <SwitchSetting {...common} value={value === true} /> : null}
      {field.kind === 'choice' ? (
        <ChoiceSetting {...common} options={field.options} value={String(value)} />
      ) : null}
      {field.kind === 'number' ? (
        <NumberSetting {...common} min={field.min} max={field.max} value={Number(value)} />
      ) : null}
      {field.kind === 'text' ? <TextSetting {...common} max={field.max} value={String(value)} /> : null}
    </Box>
  );
}
