import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { openSocket } from './access';
import { NODES_KEY } from './nodes';

const RETRY_MS = [500, 1000, 2000, 5000];
/** A burst of news becomes few requests. */
const MERGE_MS = 300;

/** Asks for nodes and programs anew as soon as the gateway tells that one of them changed. */
export function useNodeUpdates(): void {
  const queries = useQueryClient();
  useEffect(() => {
    let merging: ReturnType<typeof setTimeout> | undefined;
    const stop = listen(() => {
      merging ??= setTimeout(() => {
        merging = undefined;
        void queries.invalidateQueries({ queryKey: NODES_KEY });
      }, MERGE_MS);
    });
    return () => {
      clearTimeout(merging);
      stop();
    };
  }, [queries]);
}

/** Calls at each news, and at each new connection, because news were missed before it. */
function listen(onNews: () => void): () => void {
  let socket: WebSocket | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  const connect = (): void => {
    socket = openSocket('/ws/updates');
    socket.onopen = () => {
      if (failures > 0) onNews();
      failures = 0;
    };
    socket.onmessage = ({ data }) => {
      if ('event' in (JSON.parse(String(data)) as object)) onNews();
    };
    socket.onclose = () => {
      waiting = setTimeout(connect, RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]);
      failures += 1;
    };
  };
  connect();
  return () => {
    clearTimeout(waiting);
    if (!socket) return;
    socket.onclose = null;
    socket.close();
  };
}
