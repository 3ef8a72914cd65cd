import { ApiProperty } from '@nestjs/swagger';
import type { FilePage, ListedFile } from '@switchyard/storage';
import type { Upload } from './receive-form';

/** What an upload is told. */
export class UploadReply implements Upload {
  @ApiProperty({ description: 'what a task is given as its input', example: '/share/uploads/0190…/film.mp4' })
  path!: string;
  @ApiProperty({ description: 'bytes' }) size!: number;
  @ApiProperty({ description: 'as the form stated it' }) content_type!: string;
  @ApiProperty({ description: 'lower-case hexadecimal' }) sha256!: string;
}

export class ListedFileReply implements ListedFile {
  @ApiProperty() path!: string;
  @ApiProperty({ description: 'bytes' }) size!: number;
  @ApiProperty({ description: 'RFC 3339' }) modified_at!: string;
}

/** One page of files. */
export class FilePageReply implements FilePage {
  @ApiProperty({ type: [ListedFileReply] }) files!: ListedFileReply[];
  @ApiProperty({ type: String, nullable: true, description: '`cursor` of the next page; null after the last file' })
  next_cursor!: string | null;
}
