import { Module } from '@nestjs/common';
import { TaskCallsModule } from '../task-calls.module';
import { AsrController } from './asr.controller';
import { AsrService } from './asr.service';

/** The interface of whisper-asr-webservice. */
@Module({ imports: [TaskCallsModule], controllers: [AsrController], providers: [AsrService] })
export class AsrWebserviceModule {}
