import { ConfigError } from '@switchyard/config';
import { ListField } from '@switchyard/contracts';
import { Egress } from './egress';

/** The setting `CALLBACK_ALLOW`. */
export const CallbackAllowField = (): PropertyDecorator =>
  ListField({
    description: 'hosts, addresses and CIDRs that callbacks may go to although they are not public, e.g. `127.0.0.0/8`',
    items: 'string',
  });

/** The way to the receivers of callbacks; throws a ConfigError that names what is wrong with the setting. */
export function callbackEgress(callbackAllow: readonly string[]): Egress {
  try {
    return new Egress(callbackAllow);
  } catch (error) {
    throw new ConfigError({ CALLBACK_ALLOW: error instanceof Error ? error.message : String(error) });
  }
}
