import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import type { BotMenu, BotOption } from '@ticketz/contract/bot-menus';
import { useTranslation } from 'react-i18next';
import { optionsIn } from '../../features/chatbot/tree-edits.ts';
import { AddIcon } from '../../ui/icons/AddIcon.tsx';
import { AlertIcon } from '../../ui/icons/AlertIcon.tsx';
import { ArrowDownIcon } from '../../ui/icons/ArrowDownIcon.tsx';
import { ArrowUpIcon } from '../../ui/icons/ArrowUpIcon.tsx';
import { AttachIcon } from '../../ui/icons/AttachIcon.tsx';
import { TrashIcon } from '../../ui/icons/TrashIcon.tsx';
import { type MenuAction, MoreMenu } from '../../ui/MoreMenu.tsx';
import { useTargetWords } from './use-target-words.ts';

export interface TreeActions {
  edit: (option: BotOption) => void;
  add: (parentKey: string | null) => void;
  move: (option: BotOption, by: 1 | -1) => void;
  remove: (option: BotOption) => void;
}

interface BranchProps {
  menu: BotMenu;
  parentKey: string | null;
  actions: TreeActions;
}

/** The options of one menu, each with what it leads to below it. */
export function Branch({ menu, parentKey, actions }: BranchProps) {
  const { t } = useTranslation('bot');
  const options = optionsIn(menu.draft, parentKey);
  const parent = menu.draft.options.find(({ key }) => key === parentKey);
  return (
    <Box
      sx={
        parentKey
          ? { ml: { xs: 1.5, sm: 2.5 }, pl: { xs: 1, sm: 2 }, borderLeft: 2, borderColor: 'divider' }
          : null
      }
    >
      <Box
        component="ol"
        aria-label={parent ? t('optionsOf', { name: parent.label }) : t('mainOptions')}
        sx={{ listStyle: 'none', m: 0, p: 0 }}
      >
        {options.map((option, place) => (
          <Box component="li" key={option.key}>
            <OptionLine
              menu={menu}
              option={option}
              number={place + 1}
              last={place === options.length - 1}
              actions={actions}
            />
            {option.leadsTo.to === 'menu' ? (
              <Branch menu={menu} parentKey={option.key} actions={actions} />
            ) : null}
          </Box>
        ))}
      </Box>
      <Button
        size="small"
        startIcon={<AddIcon />}
        onClick={() => actions.add(parentKey)}
        aria-label={parent ? t('addTo', { name: parent.label }) : t('addMain')}
        sx={{ my: 0.5, minHeight: 44 }}
      >
        {t('addOption')}
      </Button>
    </Box>
  );
}

interface LineProps {
  menu: BotMenu;
  option: BotOption;
  number: number;
  last: boolean;
  actions: TreeActions;
}

function OptionLine({ menu, option, number, last, actions }: LineProps) {
  const { t } = useTranslation(['bot', 'common']);
  const target = useTargetWords(menu.draft)(option.leadsTo);
  const problems = menu.problems.filter(({ key }) => key === option.key);
  const name = option.label || t('unnamed');
  const more: MenuAction[] = [];
  if (number > 1) more.push({ label: t('up'), icon: ArrowUpIcon, run: () => actions.move(option, -1) });
  if (!last) more.push({ label: t('down'), icon: ArrowDownIcon, run: () => actions.move(option, 1) });
  more.push({
    label: t('common:action.delete'),
    icon: TrashIcon,
    run: () => actions.remove(option),
    danger: true,
  });
  return (
    <Box sx={{ display: 'flex', alignItems: 'center' }}>
      <ButtonBase
        onClick={() => actions.edit(option)}
        aria-label={t('editOption', { number, name })}
        sx={{
          flex: 1,
          minWidth: 0,
          minHeight: 52,
          gap: 1.25,
          px: 1,
          borderRadius: 1,
          justifyContent: 'flex-start',
          textAlign: 'start',
          '&:hover': { bgcolor: 'surface.hover' },
        }}
      >
        <Box
          component="span"
          sx={{
            flex: 'none',
            width: 26,
            height: 26,
            borderRadius: 13,
            display: 'grid',
            placeItems: 'center',
            bgcolor: 'surface.selected',
            typography: 'body2',
            fontWeight: 600,
          }}
        >
          {number}
        </Box>
        <Box component="span" sx={{ flex: 1, minWidth: 0, py: 0.5, overflowWrap: 'anywhere' }}>
          <Box component="span" sx={{ display: 'block', typography: 'body1', fontWeight: 500 }}>
            {name}
          </Box>
          <Box component="span" sx={{ display: 'block', typography: 'body2', color: 'text.secondary' }}>
            {target}
          </Box>
          {problems.map(({ code }) => (
            <Box
              component="span"
              key={code}
              sx={{
                display: 'flex',
                alignItems: 'center',
                gap: 0.5,
                typography: 'body2',
                color: 'error.main',
              }}
            >
              <AlertIcon sx={{ fontSize: 16 }} />
              {t(`problem.${code}`)}
            </Box>
          ))}
        </Box>
        {option.fileId ? <AttachIcon sx={{ fontSize: 18, color: 'text.secondary' }} /> : null}
      </ButtonBase>
      <MoreMenu name={name} actions={more} />
    </Box>
  );
}
