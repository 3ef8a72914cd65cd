import { useState, type FormEvent } from 'react';
import {
  Button,
  Checkbox,
  Group,
  NumberInput,
  Paper,
  SimpleGrid,
  Stack,
  Switch,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keepKey } from '../../api/access';
import { SCOPES, keysQuery, makeKey, type NewKey } from '../../api/keys';
import { sessionQuery } from '../../api/session';
import { Problem } from '../../parts/Problem';
import { LimitFields, limitsOf, type LimitValues } from './LimitFields';

const DAY_SECONDS = 86_400;

interface Props {
  /** Whether no key is needed before this one, and one is from then on. */
  isFirst: boolean;
  onMade: (text: string) => void;
  onClose: () => void;
}

/** The form of a new key. */
export function MakeKey({ isFirst, onMade, onClose }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<NewKey['scopes']>(isFirst ? ['admin'] : ['submit', 'read']);
  const [seesAll, setSeesAll] = useState(false);
  const [days, setDays] = useState<number | string>('');
  const [rate, setRate] = useState<number | string>('');
  const [limits, setLimits] = useState<LimitValues>({});
  const making = useMutation({
    mutationFn: (wanted: NewKey) => makeKey(wanted),
    onSuccess: async ({ text }) => {
      onMade(text);
      if (isFirst) {
        keepKey(text, 'tab');
        await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      }
      await queries.invalidateQueries({ queryKey: keysQuery.queryKey });
    },
  });
  const lacksAdmin = isFirst && !scopes.includes('admin');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    making.mutate({
      name: name.trim(),
      scopes,
      sees_all: seesAll,
      ...(typeof days === 'number' ? { expires_in: days * DAY_SECONDS } : {}),
      ...(typeof rate === 'number' ? { rate_limit: rate } : {}),
      ...limitsOf(limits),
    });
  };
  return (
    <Paper withBorder p="md" component="form" onSubmit={submit} maw={760}>
      <Stack>
        <Title order={2} size="h4">
          {t('access.makeOne')}
        </Title>
        <TextInput
          label={t('access.name')}
          description={t('access.nameHelp')}
          maxLength={100}
          required
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Checkbox.Group
          label={t('access.mayDo')}
          value={scopes}
          onChange={(chosen) => setScopes(SCOPES.filter((scope) => chosen.includes(scope)))}
          error={lacksAdmin && t('access.firstIsAdmin')}
        >
          <Stack gap={6} mt={6}>
            {SCOPES.map((scope) => (
              <Checkbox key={scope} value={scope} label={t(`access.scope.${scope}`)} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Switch
          label={t('access.seesAll')}
          checked={seesAll || scopes.includes('admin')}
          disabled={scopes.includes('admin')}
          onChange={({ currentTarget }) => setSeesAll(currentTarget.checked)}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <NumberInput
            label={t('access.days')}
            suffix={` ${t('access.daysUnit')}`}
            placeholder={t('access.never')}
            min={1}
            max={3650}
            allowDecimal={false}
            value={days}
            onChange={setDays}
          />
          <NumberInput
            label={t('access.rate')}
            placeholder={t('access.standard')}
            min={1}
            max={1_000_000}
            allowDecimal={false}
            value={rate}
            onChange={setRate}
          />
        </SimpleGrid>
        <Text size="sm" fw={500}>
          {t('access.limits')}
        </Text>
        <LimitFields values={limits} onChange={setLimits} placeholder={t('access.noLimit')} />
        <Problem error={making.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('shell.back')}
          </Button>
          <Button
            type="submit"
            loading={making.isPending}
            disabled={name.trim() === '' || scopes.length === 0 || lacksAdmin}
          >
            {t('access.create')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
