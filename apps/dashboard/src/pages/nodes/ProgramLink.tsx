import { PageLink } from '../../parts/PageLink';

/** Ids begin with the time; their ends tell programs apart. */
export const shortId = (id: string): string => id.slice(-8);

export function ProgramLink({ id }: { id: string }) {
  return (
    <PageLink to="/programs/$id" params={{ id }} size="sm" style={{ whiteSpace: 'nowrap' }}>
      {shortId(id)}
    </PageLink>
  );
}
