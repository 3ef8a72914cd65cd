import { SetMetadata, applyDecorators } from '@nestjs/common';
import { ApiSecurity } from '@nestjs/swagger';
import type { Scope } from '@switchyard/api-keys';

export const NEEDED_SCOPE = 'switchyard:scope';

/** The security scheme of the OpenAPI text. */
export const KEY_SCHEME = 'key';

/** States the scope that a route needs. A route that states none needs `admin`. */
export const Needs = (scope: Scope): MethodDecorator =>
  applyDecorators(SetMetadata(NEEDED_SCOPE, scope), ApiSecurity(KEY_SCHEME, [scope]));

export const AUDITS_ITSELF = 'switchyard:audits-itself';

/** A route whose service writes to the audit log what it does: more than the guard knows, and before it is done. */
export const AuditsItself = (): MethodDecorator => SetMetadata(AUDITS_ITSELF, true);

/** A route that needs no key. */
export const NeedsNoKey = (): MethodDecorator => SetMetadata(NEEDED_SCOPE, null);
