import { ScrollArea, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TaskEvent } from '@switchyard/client';
import { clock, secondsBetween } from '../../parts/time';
import { wordOf, worded } from '../../parts/told';
import { attemptsOf } from './attempts';

/** Each attempt, where it ran and why it ended. */
export function Attempts({ events, maxAttempts }: { events: readonly TaskEvent[]; maxAttempts: number }) {
  const { t } = useTranslation();
  const attempts = attemptsOf(events);
  if (attempts.length === 0) return <Text>{t('attempt.none')}</Text>;
  return (
    <ScrollArea>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('attempt.number')}</Table.Th>
            <Table.Th>{t('attempt.ended')}</Table.Th>
            <Table.Th>{t('attempt.worker')}</Table.Th>
            <Table.Th>{t('attempt.started')}</Table.Th>
            <Table.Th>{t('attempt.took')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {attempts.map((attempt) => (
            <Table.Tr key={attempt.startedAt}>
              <Table.Td>
                {attempt.number} / {maxAttempts}
              </Table.Td>
              <Table.Td className="sy-any-text" miw={180}>
                {attempt.ending
                  ? [wordOf(t, 'event', attempt.ending), attempt.why && worded(t, attempt.why)]
                      .filter(Boolean)
                      .join(': ')
                  : '…'}
              </Table.Td>
              <Table.Td className="sy-any-text" miw={140}>
                {attempt.worker}
              </Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{new Date(attempt.startedAt).toLocaleTimeString()}</Table.Td>
              <Table.Td>{clock(secondsBetween(attempt.startedAt, attempt.endedAt))}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}
