import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { ConfigError } from '@switchyard/config';
import type { GatewaySettings } from '../gateway.settings';

export interface Tls {
  cert: Buffer;
  key: Buffer;
  minVersion: 'TLSv1.2';
}

/** The certificate of the API, where it has one. @throws ConfigError */
export function tlsOf({ tlsCert, tlsKey }: GatewaySettings): Tls | undefined {
  if (tlsCert === undefined && tlsKey === undefined) return undefined;
  if (tlsCert === undefined) throw new ConfigError({ TLS_CERT: 'is required beside TLS_KEY' });
  if (tlsKey === undefined) throw new ConfigError({ TLS_KEY: 'is required beside TLS_CERT' });
  const tls = { cert: read('TLS_CERT', tlsCert), key: read('TLS_KEY', tlsKey), minVersion: 'TLSv1.2' } as const;
  try {
    createSecureContext(tls);
  } catch (error) {
    throw new ConfigError({ TLS_CERT: `and TLS_KEY are no certificate and its key in PEM: ${String(error)}` });
  }
  return tls;
}

function read(variable: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new ConfigError({ [variable]: `cannot be read: ${String(error)}` });
  }
}
