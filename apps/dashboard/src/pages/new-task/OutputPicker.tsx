import { useState } from 'react';
import { Button, Menu, ScrollArea, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TaskView } from '@switchyard/client';
import { http, take } from '../../api/client';
import { pathsIn } from '../../parts/paths';

const SHOWN = 12;

interface Choice {
  task: TaskView;
  field: string;
  path: string;
}

/** Files that the newest successful tasks gave. */
async function recentOutputs(signal: AbortSignal): Promise<Choice[]> {
  const query = { status: 'succeeded', limit: SHOWN } as const;
  const { tasks } = await take(http.GET('/v1/tasks', { params: { query }, signal }));
  const choices = tasks.map(async (task) => {
    const { result } = await take(
      http.GET('/v1/tasks/{id}/result', { params: { path: { id: task.task_id } }, signal }),
    );
    return pathsIn(result.output).map((found) => ({ task, ...found }));
  });
  return (await Promise.all(choices)).flat();
}

/** "Use output of …": a file of an earlier task as the input of this one. */
export function OutputPicker({ onPick }: { onPick: (path: string) => void }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const outputs = useQuery({
    queryKey: ['recent-outputs'],
    queryFn: ({ signal }) => recentOutputs(signal),
    enabled: opened,
  });
  return (
    <Menu opened={opened} onChange={setOpened} width={360} position="bottom-end">
      <Menu.Target>
        <Button size="xs" variant="default">
          {t('submit.useOutput')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <ScrollArea.Autosize mah={320}>
          {outputs.data?.length === 0 && <Menu.Label>{t('submit.noOutputs')}</Menu.Label>}
          {outputs.isPending && <Menu.Label>{t('shell.loading')}</Menu.Label>}
          {outputs.data?.map(({ task, field, path }) => (
            <Menu.Item key={`${task.task_id} ${field}`} onClick={() => onPick(path)}>
              <Text size="sm">
                {task.task_name} · {field}
              </Text>
              <Text size="xs" className="sy-any-text sy-muted">
                {path}
              </Text>
            </Menu.Item>
          ))}
        </ScrollArea.Autosize>
      </Menu.Dropdown>
    </Menu>
  );
}
