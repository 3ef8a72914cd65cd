import { Module } from '@nestjs/common';
import { GenerateSubtitleFiles } from './generate-subtitle-files.task';
import { MergeSpeakers } from './merge-speakers.task';

@Module({ providers: [GenerateSubtitleFiles, MergeSpeakers] })
export class SubtitleModule {}
