import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TaskView } from '@switchyard/client';
import { contextQuery } from '../../api/queries';
import { CodeText } from '../../parts/CodeText';
import { Problem } from '../../parts/Problem';

/** The context of the workflow, as the gateway gives it. */
export function ContextView({ task }: { task: TaskView }) {
  const { t } = useTranslation();
  const context = useQuery({ ...contextQuery(task.task_id), queryKey: ['context', task.task_id, task.status] });
  if (context.error) return <Problem error={context.error} />;
  if (!context.data) return <Loader aria-label={t('shell.loading')} />;
  return <CodeText text={JSON.stringify(context.data, null, 2)} label={t('task.context')} height={600} />;
}
