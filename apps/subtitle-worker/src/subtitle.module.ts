import { Module } from '@nestjs/common';
import { GenerateSubtitleFiles } from './generate-subtitle-files.task';
import { MergeSpeakers } from './merge-speakers.task';
import { Words } from './words.task';

@Module({ providers: [GenerateSubtitleFiles, MergeSpeakers, Words] })
export class SubtitleModule {}
