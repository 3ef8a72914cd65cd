import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TaskEvent, TaskView } from '@switchyard/client';
import { contextQuery, fileQuery, isFinal, resultQuery } from '../../api/queries';
import { JsonTable } from '../../parts/JsonTable';
import { Problem } from '../../parts/Problem';
import { Downloads } from './result/Downloads';
import { SubtitledMedia } from './result/SubtitledMedia';
import { cuesIn, cuesSoFar, segmentsFileOf } from './result/cues';
import { sourceMediaOf } from './result/source-media';

/** What a task gave, as people look at it; while it runs, what it has told so far. */
export function ResultView({ task, events }: { task: TaskView; events: readonly TaskEvent[] }) {
  const { t } = useTranslation();
  const id = task.task_id;
  const succeeded = task.status === 'succeeded';
  const result = useQuery({ ...resultQuery(id), enabled: isFinal(task.status) });
  const context = useQuery(contextQuery(id));
  const output = result.data?.output ?? undefined;
  const file = useQuery(fileQuery(segmentsFileOf(output)));

  const media = context.data && sourceMediaOf(context.data);
  const cues = file.data === undefined ? cuesSoFar(events) : cuesIn(file.data);
  return (
    <Stack>
      <Problem error={result.error ?? file.error} />
      {task.error && (
        <Problem error={new Error(`${task.error.code}: ${task.error.message}`)} title={t('task.failed')} />
      )}
      {(cues.length > 0 || media) && (
        <SubtitledMedia media={media} cues={cues} live={!isFinal(task.status)} language={languageOf(output)} />
      )}
      {!output && !isFinal(task.status) && cues.length === 0 && <Text>{t('task.noResultYet')}</Text>}
      {succeeded && output && <Downloads output={output} />}
      {output && <JsonTable value={output} label={t('task.output')} />}
    </Stack>
  );
}

const languageOf = (output: Record<string, unknown> | undefined): string | undefined =>
  typeof output?.['language'] === 'string' ? output['language'] : undefined;
