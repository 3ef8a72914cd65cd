import { useState } from 'react';
import { Loader, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../parts/Problem';
import { BulkActions } from './BulkActions';
import { Filters } from './Filters';
import { TaskRows } from './TaskRows';
import { tasksQuery } from './tasks-query';
import type { TasksSearch } from './tasks-search';

/** All tasks, live; what the list is narrowed to stands in the address. */
export function Tasks() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/tasks' });
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { data, error, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(tasksQuery(search));
  const tasks = data?.pages.flatMap((page) => page.tasks) ?? [];
  const narrow = (next: TasksSearch): void => {
    setChosen(new Set());
    void navigate({ to: '/tasks', search: next, replace: true });
  };
  return (
    <Stack>
      <Title order={1} size="h2">
        {t('nav.tasks')}
      </Title>
      <Filters search={search} onChange={narrow} />
      <BulkActions tasks={tasks.filter(({ task_id }) => chosen.has(task_id))} onDone={() => setChosen(new Set())} />
      <Problem error={data ? undefined : error} />
      {!data && !error && <Loader aria-label={t('shell.loading')} />}
      {data && tasks.length === 0 && <Text>{t('tasks.none')}</Text>}
      {tasks.length > 0 && (
        <TaskRows
          tasks={tasks}
          chosen={chosen}
          onChoose={setChosen}
          onEnd={() => hasNextPage && !isFetchingNextPage && void fetchNextPage()}
        />
      )}
    </Stack>
  );
}
