import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard';
import { KeyRing } from './key-ring';
import { KeysController } from './keys.controller';
import { SessionController } from './session.controller';

/** Keys, and the guard of every route; what it keeps comes from outside. */
@Global()
@Module({
  controllers: [SessionController, KeysController],
  providers: [KeyRing, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [KeyRing],
})
export class AccessModule {}
