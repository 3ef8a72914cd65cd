import { Module } from '@nestjs/common';
import { GenerateSubtitleFiles } from './generate-subtitle-files.task';

@Module({ providers: [GenerateSubtitleFiles] })
export class SubtitleModule {}
