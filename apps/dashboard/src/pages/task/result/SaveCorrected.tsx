import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { submitTask } from '../../../api/actions';
import { upload } from '../../../api/upload';
import { PageLink } from '../../../parts/PageLink';
import { Problem } from '../../../parts/Problem';
import type { Cue } from './cues';

/** Hands the corrected text in as a task that writes new subtitle files. */
async function save(cues: readonly Cue[], language = 'unknown') {
  const file = new File([JSON.stringify({ segments: cues })], 'corrected.json', { type: 'application/json' });
  const { path } = await upload(file, () => undefined).done;
  const input_data = { segments_file: path, language, output_filename: 'corrected' };
  return submitTask({ task_name: 'wservice.generate_subtitle_files', input_data });
}

interface Props {
  cues: readonly Cue[];
  changed: boolean;
  language?: string;
}

export function SaveCorrected({ cues, changed, language }: Props) {
  const { t } = useTranslation();
  const saving = useMutation({ mutationFn: () => save(cues, language) });
  return (
    <Group mt="xs">
      <Button disabled={!changed} loading={saving.isPending} onClick={() => saving.mutate()}>
        {t('result.save')}
      </Button>
      {saving.data && (
        <PageLink to="/tasks/$id" params={{ id: saving.data }}>
          {t('result.saved')}
        </PageLink>
      )}
      <Problem error={saving.error} />
    </Group>
  );
}
