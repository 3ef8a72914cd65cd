import { Alert, Button, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useNodeUpdates } from '../../api/node-updates';
import { cancelProgram, hasEnded, programQuery, type CodeTask } from '../../api/nodes';
import { CodeText } from '../../parts/CodeText';
import { Problem } from '../../parts/Problem';
import { clock } from '../../parts/time';
import { shortId } from './ProgramLink';
import { ProgramState } from './ProgramState';

/** One program: what became of it, where it ran and why there. */
export function ProgramPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/programs/$id' });
  useNodeUpdates();
  const queries = useQueryClient();
  const { data: task, error } = useQuery(programQuery(id));
  const cancel = useMutation({
    mutationFn: () => cancelProgram(id),
    onSuccess: (changed) => queries.setQueryData(programQuery(id).queryKey, changed),
  });
  if (!task) return error ? <Problem error={error} /> : <Loader aria-label={t('shell.loading')} />;
  return (
    <Stack>
      <Group justify="space-between">
        <Group gap="sm">
          <Title order={1} size="h3" className="sy-any-text">
            {t('program.title', { id: shortId(task.task_id) })}
          </Title>
          <ProgramState state={task.status} />
        </Group>
        {!hasEnded(task) && (
          <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t('action.cancel')}
          </Button>
        )}
      </Group>
      <Text role="status" className="sy-any-text">
        {doing(t, task)}
      </Text>
      {task.chosen && (
        <Text size="sm" className="sy-muted">
          {t('program.chosen', { reason: t(`node.reason.${task.chosen.reason}`), total: task.chosen.score.total })}
        </Text>
      )}
      <Problem error={cancel.error} />
      {task.error_message !== null && (
        <Alert color="red" role="alert" title={t('task.failed')} className="sy-any-text sy-lines">
          {task.error_message}
        </Alert>
      )}
      {task.result !== null && (
        <>
          <Title order={2} size="h5">
            {t('program.printed')}
          </Title>
          <CodeText text={task.result || t('program.nothing')} label={t('program.printed')} height={600} />
          {task.truncated && <Alert color="orange">{t('program.truncated')}</Alert>}
        </>
      )}
    </Stack>
  );
}

function doing(t: TFunction, task: CodeTask): string {
  if (task.status === 'queued') {
    const place = task.position === null ? [] : [t('task.position', { position: task.position })];
    const seconds = task.estimated_wait;
    const soon = seconds === 0 ? [] : [t('task.estimate', { wait: clock(seconds ?? 0) })];
    const wait = seconds === null ? [t('program.noNode')] : soon;
    return [t('program.waits'), ...place, ...wait].join(' · ');
  }
  const node = task.executed_on ?? '–';
  if (task.status === 'running') return t('program.runsOn', { node, tries: task.tries });
  return t('program.ranOn', { node, time: task.execution_time === null ? '–' : clock(task.execution_time) });
}
