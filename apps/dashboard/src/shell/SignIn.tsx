import { useState, type FormEvent } from 'react';
import { Alert, Button, Checkbox, Code, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { currentKey, isSendable, keepKey } from '../api/access';
import type { RefusedError } from '../api/client';
import { Problem } from '../parts/Problem';

/** Asks for an API key, and says what is the matter with the one that the page had. */
export function SignIn({ refusal }: { refusal: RefusedError }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [remembered, setRemembered] = useState(false);
  const key = text.trim();
  const isWrong = key !== '' && !isSendable(key);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (key === '' || isWrong) return;
    keepKey(key, remembered ? 'browser' : 'tab');
    void queries.resetQueries();
  };
  return (
    <Paper withBorder p="lg" maw={560} mx="auto" mt="xl" component="form" onSubmit={submit}>
      <Stack>
        <Title order={1} size="h3">
          {t('access.title')}
        </Title>
        {currentKey() === null ? (
          <Text>{t('access.why')}</Text>
        ) : (
          <Problem error={refusal} title={t('access.refused')} />
        )}
        <PasswordInput
          label={t('access.key')}
          placeholder="sy_…"
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          error={isWrong && t('access.malformed')}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': t('access.show') }}
          data-autofocus
        />
        <Checkbox
          label={t('access.remember')}
          description={t('access.rememberHelp')}
          checked={remembered}
          onChange={({ currentTarget }) => setRemembered(currentTarget.checked)}
        />
        <Button type="submit" disabled={key === '' || isWrong}>
          {t('access.use')}
        </Button>
        <Alert color="gray">
          {t('access.make')} <Code>npx switchyard key create me --scope submit,read</Code>
        </Alert>
      </Stack>
    </Paper>
  );
}
