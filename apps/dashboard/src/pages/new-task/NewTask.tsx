import { Alert, Loader, Select, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CatalogEntry } from '@switchyard/client';
import { catalogQuery } from '../../api/queries';
import { useDescribed } from '../../i18n/described';
import { Problem } from '../../parts/Problem';
import { worded } from '../../parts/told';
import { CodeForm } from '../nodes/CodeForm';
import { Goals, PYTHON } from './Goals';
import { TaskForm } from './TaskForm';

/** Choose a task, fill in its form, start it. */
export function NewTask() {
  const { t } = useTranslation();
  const { task: chosen } = useSearch({ from: '/submit' });
  const navigate = useNavigate();
  const { data: tasks, error } = useQuery(catalogQuery);
  const choose = (task: string | null): void => void navigate({ to: '/submit', search: { task: task ?? undefined } });
  const entry = tasks?.find(({ task_name }) => task_name === chosen);
  return (
    <Stack maw={900}>
      <Title order={1} size="h2">
        {t('submit.title')}
      </Title>
      <Problem error={tasks ? undefined : error} />
      {!tasks && !error && <Loader aria-label={t('shell.loading')} />}
      {tasks && (
        <>
          <Goals tasks={tasks} chosen={chosen} onChoose={choose} />
          <Select
            label={t('submit.task')}
            placeholder={t('submit.search')}
            searchable
            value={entry?.task_name ?? null}
            data={groupsOf(tasks)}
            onChange={choose}
          />
          {chosen === PYTHON && <CodeForm />}
          {chosen && chosen !== PYTHON && !entry && (
            <Alert color="orange">{t('submit.unknown', { task: chosen })}</Alert>
          )}
          {entry && <Described entry={entry} />}
          {entry && <TaskForm key={entry.task_name} entry={entry} />}
        </>
      )}
    </Stack>
  );
}

function Described({ entry }: { entry: CatalogEntry }) {
  const { t } = useTranslation();
  const described = useDescribed();
  return (
    <>
      <Text>{described(entry.description)}</Text>
      {entry.live_workers === 0 && (
        <Alert color="orange" className="sy-any-text">
          {entry.unavailable ? worded(t, entry.unavailable) : t('submit.noWorker', { service: entry.service })}
        </Alert>
      )}
    </>
  );
}

function groupsOf(tasks: readonly CatalogEntry[]) {
  const services = [...new Set(tasks.map(({ service }) => service))];
  return services.map((service) => ({
    group: service,
    items: tasks.filter((task) => task.service === service).map(({ task_name }) => task_name),
  }));
}
