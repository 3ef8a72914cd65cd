import { RequestError } from '@switchyard/contracts';
import type { Refusal } from '@switchyard/nodes';
import { noSuchNode } from './nodes.controller';

/** Why a node is not heard, said to its agent. */
export function refusalError(refusal: Refusal, node: string): RequestError {
  switch (refusal.refused) {
    case 'foreign':
      return new RequestError('FORBIDDEN', 'the node belongs to another key', `node ${node} joined with another key`);
    case 'other':
      return new RequestError(
        'FORBIDDEN',
        'the key belongs to another node',
        `this key joined as ${refusal.node}; each node has a key of its own: npx switchyard key create NAME --scope node`,
      );
    case 'full':
      return new RequestError('RATE_LIMITED', 'too many nodes', 'MAX_NODES nodes are known already');
    case 'unknown':
      return noSuchNode(node);
  }
}
