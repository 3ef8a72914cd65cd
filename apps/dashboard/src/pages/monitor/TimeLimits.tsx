import { useState, type FormEvent } from 'react';
import { Button, Group, NumberInput, SimpleGrid, Stack, Switch, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@switchyard/client';
import { changeTimeConfig } from '../../api/actions';
import { timeConfigQuery } from '../../api/queries';
import { useIsAdmin } from '../../api/session';
import { Problem } from '../../parts/Problem';

type Config = Schemas['ShownTimeoutConfig'];

const NUMBERS = ['task_heartbeat_timeout', 'gpu_lock_timeout', 'monitor_check_interval', 'max_retry_attempts'] as const;

/** After which times something counts as late; an operator changes them while the system runs. */
export function TimeLimits() {
  const { t } = useTranslation();
  const { data: config, error } = useQuery(timeConfigQuery);
  return (
    <section aria-label={t('monitor.limits')}>
      <Title order={2} size="h4">
        {t('monitor.limits')}
      </Title>
      <Text size="sm" className="sy-muted">
        {t('monitor.limitsHelp')}
      </Text>
      <Problem error={config ? undefined : error} />
      {config && <LimitForm key={JSON.stringify({ ...config, timestamp: 0 })} config={config} />}
    </section>
  );
}

function LimitForm({ config }: { config: Config }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const isAdmin = useIsAdmin();
  const [change, setChange] = useState<Partial<Config>>({});
  const saving = useMutation({
    mutationFn: () => changeTimeConfig(change),
    onSuccess: (saved) => queries.setQueryData(timeConfigQuery.queryKey, saved),
  });
  const save = (event: FormEvent): void => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <form onSubmit={save} noValidate>
      <Stack mt="xs">
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }} spacing="sm">
          {NUMBERS.map((name) => (
            <NumberInput
              key={name}
              label={t(`monitor.limit.${name}`)}
              value={change[name] ?? config[name]}
              min={0}
              disabled={!isAdmin}
              allowDecimal={name !== 'max_retry_attempts'}
              suffix={name === 'max_retry_attempts' ? undefined : ' s'}
              onChange={(value) =>
                setChange((before) => ({ ...before, [name]: typeof value === 'number' ? value : undefined }))
              }
            />
          ))}
        </SimpleGrid>
        <Switch
          label={t('monitor.limit.auto_recovery_enabled')}
          checked={change.auto_recovery_enabled ?? config.auto_recovery_enabled}
          disabled={!isAdmin}
          onChange={({ currentTarget: { checked } }) =>
            setChange((before) => ({ ...before, auto_recovery_enabled: checked }))
          }
        />
        <Problem error={saving.error} />
        {isAdmin && (
          <Group>
            <Button
              type="submit"
              variant="default"
              loading={saving.isPending}
              disabled={Object.keys(change).length === 0}
            >
              {t('access.save')}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}
