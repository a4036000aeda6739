import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import type { BotMenu, BotOption, BotTree } from '@ticketz/contract/bot-menus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaveDraft } from '../../features/chatbot/bot-queries.ts';
import { moveOption, newOption, putOption, removeOption } from '../../features/chatbot/tree-edits.ts';
import { errorText } from '../../ui/error-text.ts';
import { AlertIcon } from '../../ui/icons/AlertIcon.tsx';
import { EditIcon } from '../../ui/icons/EditIcon.tsx';
import { showToast } from '../../ui/toast.ts';
import { MainDialog } from './MainDialog.tsx';
import { OptionDialog } from './OptionDialog.tsx';
import { Branch } from './OptionTree.tsx';
import { PreviewChat } from './PreviewChat.tsx';

/** The menu as a tree, and beside it a chat that tries it. What is changed is kept at once, as the draft. */
export function BotEditor({ menu }: { menu: BotMenu }) {
  const { t } = useTranslation('bot');
  const save = useSaveDraft(menu);
  const [edited, setEdited] = useState<BotOption | 'main' | null>(null);
  const { draft } = menu;
  const close = () => {
    setEdited(null);
    save.reset();
  };
  const change = (tree: BotTree) =>
    save.mutate(tree, { onError: (error) => showToast({ text: errorText(error) }) });
  const keep = (tree: BotTree) => save.mutate(tree, { onSuccess: close });
  const problems = menu.problems.filter(({ key }) => key === null);
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 380px' },
        gap: 3,
      }}
    >
      <Card component="section" aria-label={t('tree')} sx={{ p: { xs: 1.5, sm: 2 }, alignSelf: 'start' }}>
        <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 1, mb: 1.5 }}>
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <Typography variant="h3" component="h2">
              {t('main.heading')}
            </Typography>
            <Typography
              sx={{
                color: 'text.secondary',
                whiteSpace: 'pre-wrap',
                overflowWrap: 'anywhere',
                display: '-webkit-box',
                WebkitLineClamp: 4,
                WebkitBoxOrient: 'vertical',
                overflow: 'hidden',
              }}
            >
              {draft.text}
            </Typography>
            {problems.map(({ code }) => (
              <Typography
                key={code}
                variant="body2"
                sx={{ display: 'flex', alignItems: 'center', gap: 0.5, color: 'error.main' }}
              >
                <AlertIcon sx={{ fontSize: 16 }} />
                {t(`problem.${code}`)}
              </Typography>
            ))}
          </Box>
          <Button
            size="small"
            startIcon={<EditIcon />}
            onClick={() => setEdited('main')}
            sx={{ minHeight: 44 }}
          >
            {t('main.edit')}
          </Button>
        </Box>
        <Branch
          menu={menu}
          parentKey={null}
          actions={{
            edit: setEdited,
            add: (parentKey) => setEdited(newOption(parentKey)),
            move: (option, by) => change(moveOption(draft, option.key, by)),
            remove: (option) => change(removeOption(draft, option.key)),
          }}
        />
      </Card>
      <PreviewChat menu={menu} />
      {edited === 'main' ? (
        <MainDialog menu={menu} pending={save.isPending} error={save.error} onSave={keep} onClose={close} />
      ) : null}
      {edited && edited !== 'main' ? (
        <OptionDialog
          menu={menu}
          option={edited}
          isNew={!draft.options.some(({ key }) => key === edited.key)}
          pending={save.isPending}
          error={save.error}
          onSave={(option) => keep(putOption(draft, option))}
          onClose={close}
        />
      ) : null}
    </Box>
  );
}
