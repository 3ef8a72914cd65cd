import { useMemo } from 'react';
import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TaskEvent, TaskView } from '@switchyard/client';
import { contextQuery, fileQuery, isFinal, resultQuery } from '../../api/queries';
import { JsonTable } from '../../parts/JsonTable';
import { Problem } from '../../parts/Problem';
import { wordOf, worded } from '../../parts/told';
import { BeforeAfter } from './result/BeforeAfter';
import { Downloads } from './result/Downloads';
import { OcrBoxes } from './result/OcrBoxes';
import { SubtitledMedia } from './result/SubtitledMedia';
import { cuesIn, cuesSoFar, segmentsFileOf } from './result/cues';
import { ToldText } from './result/ToldText';
import { ocrPictureIn } from './result/ocr';
import { inputPathOf, sourceMediaOf } from './result/source-media';
import { toldText } from './result/told-text';
import { turnsFileOf, turnsIn, turnsOf } from './result/turns';

const NONE: readonly TaskEvent[] = [];

/** What a task gave, as people look at it; while it runs, what it has told so far. */
export function ResultView({ task, events }: { task: TaskView; events: readonly TaskEvent[] }) {
  const { t } = useTranslation();
  const id = task.task_id;
  const succeeded = task.status === 'succeeded';
  const result = useQuery({ ...resultQuery(id), enabled: isFinal(task.status) });
  const context = useQuery(contextQuery(id));
  const output = result.data?.output ?? undefined;
  const file = useQuery(fileQuery(segmentsFileOf(output)));

  const ocr = useQuery(fileQuery(pathIn(output, 'ocr_results_path')));
  const diarization = useQuery(fileQuery(turnsFileOf(output)));

  const media = context.data && sourceMediaOf(context.data);
  const told = file.data === undefined ? events : NONE;
  const cues = useMemo(() => (file.data === undefined ? cuesSoFar(told) : cuesIn(file.data)), [file.data, told]);
  const turns = useMemo(
    () => (diarization.data === undefined ? turnsOf(cues) : turnsIn(diarization.data)),
    [diarization.data, cues],
  );
  const picture = ocrPictureIn(ocr.data);
  const picturePath = context.data && inputPathOf(context.data, task.task_name, 'image_path');
  const filmBefore = context.data && inputPathOf(context.data, task.task_name, 'video_path');
  const filmAfter = pathIn(output, 'video_path');
  const isCompared = filmBefore !== undefined && filmAfter !== undefined;
  const text = typeof output?.['text'] === 'string' ? output['text'] : toldText(events);
  return (
    <Stack>
      <Problem error={result.error ?? file.error ?? ocr.error ?? diarization.error} />
      {task.error && (
        <Problem
          error={new Error(`${task.error.code}: ${worded(t, task.error.message)}`)}
          title={`${t('task.failed')}: ${wordOf(t, 'error', task.error.code)}`}
        />
      )}
      {(cues.length > 0 || (media && !isCompared)) && (
        <SubtitledMedia
          media={media}
          cues={cues}
          turns={turns}
          live={!isFinal(task.status)}
          language={languageOf(output)}
        />
      )}
      {isCompared && <BeforeAfter before={filmBefore} after={filmAfter} />}
      {picture && picturePath && <OcrBoxes path={picturePath} picture={picture} />}
      {text !== '' && <ToldText text={text} live={!isFinal(task.status)} />}
      {!output && !isFinal(task.status) && cues.length === 0 && text === '' && <Text>{t('task.noResultYet')}</Text>}
      {succeeded && output && <Downloads output={output} />}
      {output && <JsonTable value={output} label={t('task.output')} />}
    </Stack>
  );
}

const languageOf = (output: Record<string, unknown> | undefined): string | undefined =>
  typeof output?.['language'] === 'string' ? output['language'] : undefined;

function pathIn(output: Record<string, unknown> | undefined, field: string): string | undefined {
  const value = output?.[field];
  return typeof value === 'string' ? value : undefined;
}
