import { useState } from 'react';
import { Alert, Button, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keysQuery, type ApiKey } from '../../api/keys';
import { Problem } from '../../parts/Problem';
import { ChangeLimits } from './ChangeLimits';
import { KeyTable } from './KeyTable';
import { MakeKey } from './MakeKey';
import { RevokeKey } from './RevokeKey';
import { ShownOnce } from './ShownOnce';

/** Makes, lists and revokes API keys. */
export function Keys() {
  const { t } = useTranslation();
  const { data: keys, error } = useQuery(keysQuery);
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<string>();
  const [limiting, setLimiting] = useState<ApiKey>();
  const [revoking, setRevoking] = useState<ApiKey>();
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={1} size="h2">
          {t('nav.keys')}
        </Title>
        {keys && !making && <Button onClick={() => setMaking(true)}>{t('access.makeOne')}</Button>}
      </Group>
      <Text>{t('access.help')}</Text>
      <Problem error={keys ? undefined : error} />
      {!keys && !error && <Loader aria-label={t('shell.loading')} />}
      {made !== undefined && <ShownOnce text={made} onDone={() => setMade(undefined)} />}
      {keys?.length === 0 && <Alert color="orange">{t('access.none')}</Alert>}
      {keys && making && (
        <MakeKey
          isFirst={keys.length === 0}
          onMade={(text) => {
            setMade(text);
            setMaking(false);
          }}
          onClose={() => setMaking(false)}
        />
      )}
      {keys && keys.length > 0 && <KeyTable keys={keys} onLimit={setLimiting} onRevoke={setRevoking} />}
      {limiting && <ChangeLimits of={limiting} onClose={() => setLimiting(undefined)} />}
      {revoking && <RevokeKey of={revoking} onClose={() => setRevoking(undefined)} />}
    </Stack>
  );
}
