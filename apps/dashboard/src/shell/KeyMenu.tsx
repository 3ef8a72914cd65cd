import { Button, Popover, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { forgetKey } from '../api/access';
import { http } from '../api/client';
import { sessionQuery } from '../api/session';

/** Which key the page uses, and the way to leave. Nothing while no key is needed. */
export function KeyMenu() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data, error } = useQuery(sessionQuery);
  if (!data?.key || error) return null;
  const { id, name, scopes, expires_at } = data.key;
  const leave = async (): Promise<void> => {
    // when no gateway answers, the cookie ends by itself
    await http.DELETE('/v1/session', {}).catch(() => undefined);
    forgetKey();
    await queries.resetQueries();
  };
  return (
    <Popover position="bottom-end" withArrow>
      <Popover.Target>
        <Button size="xs" variant="default" maw={140} title={name}>
          {name}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs" maw={280}>
          <Text size="sm" className="sy-any-text">
            {t('access.as', { name, id })}
          </Text>
          <Text size="sm">{t('access.scopes', { scopes: scopes.join(', ') })}</Text>
          {expires_at && <Text size="sm">{t('access.until', { time: new Date(expires_at).toLocaleString() })}</Text>}
          <Button size="xs" variant="default" onClick={() => void leave()}>
            {t('access.leave')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
