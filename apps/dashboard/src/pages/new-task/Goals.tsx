import { SimpleGrid, Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CatalogEntry } from '@switchyard/client';

/** What people come for, by the task that does it. */
const GOALS = {
  'faster_whisper.transcribe_audio': 'speech',
  'paddleocr.extract_subtitles': 'picture',
  'pyannote_audio.diarize_speakers': 'speakers',
  'ffmpeg.burn_subtitles': 'burn',
} as const;

/** What is run is no task of the catalogue, but a program. */
export const PYTHON = 'python';

interface Props {
  tasks: readonly CatalogEntry[];
  chosen?: string;
  onChoose: (task: string) => void;
}

/** Short ways to the usual tasks, as far as this installation knows them. */
export function Goals({ tasks, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const known = Object.entries(GOALS).filter(([name]) => tasks.some(({ task_name }) => task_name === name));
  return (
    <SimpleGrid
      cols={{ base: 1, xs: 2, md: Math.max(2, known.length + 1) }}
      role="group"
      aria-label={t('submit.goals')}
    >
      {known.map(([name, goal]) => (
        <UnstyledButton key={name} className="sy-goal" aria-pressed={chosen === name} onClick={() => onChoose(name)}>
          <Text fw={600}>{t(`goal.${goal}.title`)}</Text>
          <Text size="sm" className="sy-muted">
            {t(`goal.${goal}.text`)}
          </Text>
        </UnstyledButton>
      ))}
      <UnstyledButton className="sy-goal" aria-pressed={chosen === PYTHON} onClick={() => onChoose(PYTHON)}>
        <Text fw={600}>{t('program.goal')}</Text>
        <Text size="sm" className="sy-muted">
          {t('program.goalText')}
        </Text>
      </UnstyledButton>
    </SimpleGrid>
  );
}
