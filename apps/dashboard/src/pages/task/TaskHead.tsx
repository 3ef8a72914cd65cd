import { Badge, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TaskView } from '@switchyard/client';
import { StateBadge } from '../../parts/StateBadge';
import { BreakableName } from '../../parts/BreakableName';
import { clock, secondsBetween } from '../../parts/time';
import { TaskActions } from './TaskActions';

/** Which task it is, in which state, and what can be done with it. */
export function TaskHead({ task }: { task: TaskView }) {
  const { t } = useTranslation();
  const facts = [
    task.task_id,
    t('task.created', { time: new Date(task.created_at).toLocaleString() }),
    ...(task.started_at ? [t('task.took', { time: clock(secondsBetween(task.started_at, task.completed_at)) })] : []),
    ...(task.executed_on ? [t('task.on', { worker: task.executed_on })] : []),
  ];
  return (
    <Group justify="space-between" align="flex-start">
      <Stack gap={4} miw={0}>
        <Group gap="sm">
          <Title order={1} size="h3" className="sy-any-text">
            <BreakableName name={task.task_name} />
          </Title>
          <StateBadge state={task.status} />
          <Badge variant="outline" color="gray">
            {t('task.priority', { priority: task.priority })}
          </Badge>
        </Group>
        <Text size="sm" className="sy-muted sy-any-text">
          {facts.join(' · ')}
        </Text>
      </Stack>
      <TaskActions task={task} />
    </Group>
  );
}
