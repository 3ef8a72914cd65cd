import { entriesOf, type StoredFlow, type StoredJob } from '@switchyard/flows';
import type { FlowReply, FlowSummary, JobView } from './replies';

export const summaryOf = ({ flow, version, owner, created_at, updated_at }: StoredFlow): FlowSummary => ({
  flow_id: flow.flow_id,
  name: flow.name,
  description: flow.description,
  version,
  priority: flow.priority,
  routine_count: flow.routines.length,
  owner,
  created_at,
  updated_at,
});

export const flowReplyOf = (stored: StoredFlow): FlowReply => ({
  ...summaryOf(stored),
  routines: stored.flow.routines,
  entries: entriesOf(stored.flow),
  source: stored.source,
});

export const viewOf = (job: StoredJob): JobView => {
  const { flow: _flow, session: _session, number: _number, only: _only, ...view } = job;
  return view;
};
