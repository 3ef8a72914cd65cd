import { ConfigError } from '@switchyard/config';
import { ListField } from '@switchyard/contracts';
import { Egress } from './egress';

/** The setting `CALLBACK_ALLOW`. */
export const CallbackAllowField = (): PropertyDecorator =>
  ListField({
    description: 'hosts, addresses and CIDRs that callbacks may go to although they are not public, e.g. `127.0.0.0/8`',
    items: 'string',
  });

/** The setting `INPUT_ALLOW`. */
export const InputAllowField = (): PropertyDecorator =>
  ListField({
    description:
      'hosts, addresses and CIDRs that inputs may come from although they are not public; the same for gateway and workers',
    items: 'string',
  });

/** The way to the places that inputs come from. */
export class InputEgress extends Egress {}

/** The way to the receivers of callbacks; throws a ConfigError that names what is wrong with the setting. */
export const callbackEgress = (callbackAllow: readonly string[]): Egress =>
  checked('CALLBACK_ALLOW', () => new Egress(callbackAllow));

/** Throws a ConfigError that names what is wrong with the setting. */
export const inputEgress = (inputAllow: readonly string[]): InputEgress =>
  checked('INPUT_ALLOW', () => new InputEgress(inputAllow));

function checked<T>(setting: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw new ConfigError({ [setting]: error instanceof Error ? error.message : String(error) });
  }
}
