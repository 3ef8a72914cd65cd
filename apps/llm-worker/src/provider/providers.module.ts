import { Global, Module } from '@nestjs/common';
import { Providers } from './providers';

/** Global, because the module of the engine holds what says whether a local model is needed. */
@Global()
@Module({ providers: [Providers], exports: [Providers] })
export class ProvidersModule {}
