import { CommonSettings } from '@switchyard/config';
import { IntegerField, TextField } from '@switchyard/contracts';
import { CallbackAllowField } from '@switchyard/egress';

/** What the gateway needs to know. */
export class GatewaySettings extends CommonSettings {
  @IntegerField({ description: 'port of the API', minimum: 0, maximum: 65_535 })
  port = 8000;

  @TextField({ description: 'address the API listens on; only loopback, because there are no API keys' })
  host = '127.0.0.1';

  @IntegerField({ description: 'largest upload', unit: 'bytes', minimum: 1 })
  maxUploadBytes = 2 * 1024 ** 3;

  @IntegerField({ description: 'largest JSON body', unit: 'bytes', minimum: 1024 })
  maxBodyBytes = 1024 ** 2;

  @CallbackAllowField()
  callbackAllow: string[] = [];
}
