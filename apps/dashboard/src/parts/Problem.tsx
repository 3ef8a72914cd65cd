import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AwayError, RefusedError } from '../api/client';

/** An error as a person is shown it: what, where, and the fields at fault. */
export function Problem({ error, title }: { error: Error | null | undefined; title?: string }) {
  const { t } = useTranslation();
  if (!error) return null;
  return (
    <Alert color="red" title={title} role="alert" className="sy-any-text">
      {error instanceof AwayError ? t('away.gateway') : error.message}
      {error instanceof RefusedError && <Details details={error.details} />}
    </Alert>
  );
}

function Details({ details }: Pick<RefusedError, 'details'>) {
  if (details === undefined) return null;
  if (typeof details === 'string') return <div>{details}</div>;
  return (
    <ul style={{ margin: 0 }}>
      {Object.entries(details).map(([field, problem]) => (
        <li key={field}>
          <b>{field}</b>: {typeof problem === 'string' ? problem : JSON.stringify(problem)}
        </li>
      ))}
    </ul>
  );
}
