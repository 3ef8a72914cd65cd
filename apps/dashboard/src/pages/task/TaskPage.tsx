import { Alert, Loader, Progress, Stack, Tabs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { TaskView } from '@switchyard/client';
import { RefusedError } from '../../api/client';
import { isFinal, taskQuery } from '../../api/queries';
import { useTaskEvents, type TaskEvents } from '../../api/task-events';
import { Problem } from '../../parts/Problem';
import { Attempts } from './Attempts';
import { ContextView } from './ContextView';
import { EventList } from './EventList';
import { LogLines } from './LogLines';
import { ResultView } from './ResultView';
import { TaskHead } from './TaskHead';
import { doing, lastMessage } from './words';

/** Everything about one task, as it happens. */
export function TaskPage() {
  const { id } = useParams({ from: '/tasks/$id' });
  return <LoadedTask key={id} id={id} />;
}

function LoadedTask({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data: task, error, isPending } = useQuery(taskQuery(id));
  const stream = useTaskEvents(id);
  const gone = error instanceof RefusedError && error.status === 404;
  if (isPending) return <Loader aria-label={t('shell.loading')} />;
  if (gone) return <Alert color="orange" role="alert" title={t(task ? 'task.deleted' : 'task.unknown', { id })} />;
  if (!task) return <Problem error={error} />;
  return (
    <Stack>
      <TaskHead task={task} />
      <Doing task={task} stream={stream} />
      <Tabs defaultValue="result" keepMounted={false}>
        <Tabs.List className="sy-tabs">
          <Tabs.Tab value="result">{t('task.result')}</Tabs.Tab>
          <Tabs.Tab value="events">{t('task.events', { count: stream.events.at(-1)?.seq ?? 0 })}</Tabs.Tab>
          <Tabs.Tab value="log">{t('viewer.log')}</Tabs.Tab>
          <Tabs.Tab value="attempts">{t('task.attempts')}</Tabs.Tab>
          <Tabs.Tab value="context">{t('task.context')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="result" pt="md">
          <ResultView task={task} events={stream.events} />
        </Tabs.Panel>
        <Tabs.Panel value="events" pt="md">
          <EventList stream={stream} />
        </Tabs.Panel>
        <Tabs.Panel value="log" pt="md">
          <LogLines events={stream.events} />
        </Tabs.Panel>
        <Tabs.Panel value="attempts" pt="md">
          <Attempts events={stream.events} maxAttempts={task.max_attempts} />
        </Tabs.Panel>
        <Tabs.Panel value="context" pt="md">
          <ContextView task={task} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

/** What it does in words, and how far it is. */
function Doing({ task, stream }: { task: TaskView; stream: TaskEvents }) {
  const { t } = useTranslation();
  const ended = isFinal(task.status);
  return (
    <Stack gap="xs">
      <Text role="status" className="sy-any-text">
        {doing(t, task, lastMessage(stream.events))}
      </Text>
      {!ended && (
        <Progress value={task.progress * 100} animated={task.status === 'running'} aria-label={t('task.progress')} />
      )}
      {!ended && stream.connection === 'lost' && <Alert color="orange">{t('away.stream')}</Alert>}
    </Stack>
  );
}
