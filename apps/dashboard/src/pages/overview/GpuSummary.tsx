import { Paper, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@switchyard/client';
import { clock } from '../../parts/time';

/** Who holds each GPU, in one line each. */
export function GpuSummary({ gpus }: { gpus?: Schemas['GpuReply'][] }) {
  const { t } = useTranslation();
  if (!gpus || gpus.length === 0) return null;
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h4" mb="xs">
        {t('nav.gpus')}
      </Title>
      {gpus.map(({ lock_key, lock_holder, lock_age, waiters, state }) => (
        <Text key={lock_key} size="sm" className="sy-any-text">
          <b>{lock_key}</b>:{' '}
          {lock_holder ? t('gpu.held', { holder: lock_holder, age: clock(lock_age ?? 0) }) : t(`gpu.${state}`)}
          {waiters.length > 0 && ` · ${t('gpu.waiting', { count: waiters.length })}`}
        </Text>
      ))}
    </Paper>
  );
}
