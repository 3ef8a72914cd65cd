import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TaskEvent } from '@switchyard/client';
import { CodeText } from '../../parts/CodeText';
import { factsOf } from './words';

/** What a task said about its work, oldest first: its log lines and warnings. */
export function LogLines({ events }: { events: readonly TaskEvent[] }) {
  const { t } = useTranslation();
  const said = events.filter(({ type, level }) => type === 'log' || level === 'warning' || level === 'error');
  if (said.length === 0) return <Text>{t('viewer.noLog')}</Text>;
  const lines = said.map((event) => `${event.timestamp.slice(11, 23)}  ${event.level.padEnd(7)}  ${factsOf(t, event)}`);
  return <CodeText text={lines.join('\n')} label={t('viewer.log')} height={600} />;
}
