import { useEffect, useRef } from 'react';
import { Checkbox, Progress, Text } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslation } from 'react-i18next';
import type { TaskView } from '@switchyard/client';
import { PageLink } from '../../parts/PageLink';
import { StateBadge } from '../../parts/StateBadge';
import { clock, secondsBetween } from '../../parts/time';

const ROW_PX = 58;
/** Rows before the end at which the next page is asked for. */
const AHEAD = 40;

interface Props {
  tasks: readonly TaskView[];
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
  onEnd: () => void;
}

/** Only the rows in sight are in the page, however long the list is. */
export function TaskRows({ tasks, chosen, onChoose, onEnd }: Props) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: tasks.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => tasks[index]?.task_id ?? index,
    overscan: 8,
  });
  const visible = rows.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= tasks.length - AHEAD) onEnd();
  }, [last, tasks.length, onEnd]);
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose(next);
  };
  const all = chosen.size > 0 && tasks.every(({ task_id }) => chosen.has(task_id));
  return (
    <>
      <Checkbox
        label={t('tasks.chooseAll', { count: tasks.length })}
        checked={all}
        indeterminate={chosen.size > 0 && !all}
        onChange={() => onChoose(all ? new Set() : new Set(tasks.map(({ task_id }) => task_id)))}
      />
      <div ref={scroller} className="sy-scroll sy-tasks" tabIndex={0} role="region" aria-label={t('nav.tasks')}>
        <ul style={{ height: rows.getTotalSize(), position: 'relative', margin: 0, padding: 0, listStyle: 'none' }}>
          {visible.map(({ index, key, start }) => {
            const task = tasks[index];
            return (
              task && (
                <li key={key} className="sy-event" style={{ height: ROW_PX, transform: `translateY(${start}px)` }}>
                  <Checkbox
                    aria-label={t('tasks.choose', { id: task.task_id })}
                    checked={chosen.has(task.task_id)}
                    onChange={() => toggle(task.task_id)}
                  />
                  <TaskRow task={task} />
                </li>
              )
            );
          })}
        </ul>
      </div>
    </>
  );
}

function TaskRow({ task }: { task: TaskView }) {
  const { t } = useTranslation();
  const { task_id, task_name, status, progress, created_at, started_at, completed_at } = task;
  const took = started_at ? ` · ${clock(secondsBetween(started_at, completed_at))}` : '';
  return (
    <>
      <StateBadge state={status} />
      <div style={{ minWidth: 0, flex: 1 }}>
        <PageLink to="/tasks/$id" params={{ id: task_id }} size="sm" truncate="end" display="block">
          {task_name}
        </PageLink>
        <Text size="xs" className="sy-muted" truncate="end">
          {new Date(created_at).toLocaleString()}
          {took} · {task_id}
        </Text>
        {status === 'running' && (
          <Progress value={progress * 100} maw={400} size="xs" mt={2} aria-label={t('task.progress')} />
        )}
      </div>
    </>
  );
}
