import { Module } from '@nestjs/common';
import { FilesController } from './files.controller';
import { FilesService } from './files.service';
import { ResumableController } from './resumable.controller';
import { ResumableUploads } from './resumable-uploads';
import { StorageRoom } from './storage-room';

/** Needs `VISIBLE_OUTPUTS` from a global module. */
@Module({
  controllers: [FilesController, ResumableController],
  providers: [FilesService, ResumableUploads, StorageRoom],
  exports: [FilesService, StorageRoom],
})
export class FilesModule {}
