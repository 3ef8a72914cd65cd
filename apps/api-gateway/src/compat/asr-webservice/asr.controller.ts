import { Controller, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
  type ApiBodyOptions,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Needs } from '../../access/needs';
import { FromHeaders } from '../../http/dto';
import { CallHeaders } from '../task-calls';
import { AsrQuery, DetectQuery } from './asr-request';
import { AsrService } from './asr.service';

const FORM: ApiBodyOptions = {
  schema: {
    type: 'object',
    required: ['audio_file'],
    properties: { audio_file: { type: 'string', format: 'binary' } },
    additionalProperties: false,
  },
};

class DetectReply {
  @ApiProperty({ example: 'english' }) detected_language!: string;
  @ApiProperty({ example: 'en' }) language_code!: string;
  @ApiProperty({ description: '0 to 1' }) confidence!: number;
}

/** The interface of whisper-asr-webservice, which Bazarr calls. */
@ApiTags('whisper-asr-webservice')
@Controller()
export class AsrController {
  constructor(private readonly asr: AsrService) {}

  @ApiOperation({ summary: 'Text of speech, as whisper-asr-webservice answers' })
  @ApiConsumes('multipart/form-data')
  @ApiBody(FORM)
  @ApiOkResponse({ description: 'in the form of `output`', content: { 'text/plain': { schema: { type: 'string' } } } })
  @Needs('submit')
  @Post('asr')
  @HttpCode(200)
  async transcribe(
    @Query() query: AsrQuery,
    @Req() request: FastifyRequest,
    @FromHeaders(CallHeaders) headers: CallHeaders,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.asr.transcribe(query, request, headers, reply);
  }

  @ApiOperation({ summary: 'Language of the first 30 s of speech, as whisper-asr-webservice answers' })
  @ApiConsumes('multipart/form-data')
  @ApiBody(FORM)
  @ApiOkResponse({ type: DetectReply })
  @Needs('submit')
  @Post('detect-language')
  @HttpCode(200)
  async detect(
    @Query() query: DetectQuery,
    @Req() request: FastifyRequest,
    @FromHeaders(CallHeaders) headers: CallHeaders,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.asr.detect(query, request, headers, reply);
  }
}
