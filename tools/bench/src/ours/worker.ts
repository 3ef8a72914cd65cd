import { Module } from '@nestjs/common';
import { runWorker } from '@switchyard/worker-kit';
import { NoOp } from './no-op.task';

@Module({ providers: [NoOp] })
class NoOpModule {}

void runWorker({ service: 'wservice', module: NoOpModule });
