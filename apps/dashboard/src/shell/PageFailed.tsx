import { Alert, Button, Stack, Title } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageLink } from '../parts/PageLink';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Stack align="flex-start">
      <Title order={1} size="h2">
        {t('shell.notFound')}
      </Title>
      <PageLink to="/">{t('nav.overview')}</PageLink>
    </Stack>
  );
}

/** A page that could not be shown, e.g. because the gateway was updated under an open page. */
export function PageFailed({ error }: ErrorComponentProps) {
  const { t } = useTranslation();
  return (
    <Alert color="red" title={t('shell.failed')}>
      <Stack align="flex-start">
        <span className="sy-any-text">{error instanceof Error ? error.message : String(error)}</span>
        <Button onClick={() => location.reload()}>{t('shell.reload')}</Button>
      </Stack>
    </Alert>
  );
}
