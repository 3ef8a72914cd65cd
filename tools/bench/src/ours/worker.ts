import { Module } from '@nestjs/common';
import { runWorker } from '@switchyard/worker-kit';
import { HANDLERS } from './no-op.task';

@Module({ providers: HANDLERS })
class NoOpModule {}

void runWorker({ service: 'wservice', module: NoOpModule });
