import { entriesOf, parseFlow } from '@switchyard/flows';
import { exampleFlows } from './example-flows';

describe('the flows of a development system', () => {
  it.each(exampleFlows())(
    'are right, begin at one place and have the name of their file: $flowId',
    ({ flowId, source }) => {
      const flow = parseFlow(source);
      expect(flow.flow_id).toBe(flowId);
      expect(entriesOf(flow)).toHaveLength(1);
    },
  );
});
