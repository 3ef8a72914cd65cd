import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Needs } from '../../access/needs';
import { FromHeaders } from '../../http/dto';
import { formSchema } from '../form-fields';
import { CallHeaders } from '../task-calls';
import { DiarizedReply } from './diarized-answers';
import { TranscriptionReply, VerboseReply } from './transcript-answers';
import { STREAM_RULE, TranscriptionForm, TranslationForm } from './transcription-form';
import { TranscriptionsService } from './transcriptions.service';

const TEXT = { schema: { type: 'string' } };
const TRANSCRIPT = {
  description:
    'in the form of `response_format`; with `stream` the events `transcript.text.delta` and `transcript.text.done`',
  content: {
    'application/json': {
      schema: {
        anyOf: [TranscriptionReply, VerboseReply, DiarizedReply].map(($ref) => ({ $ref: getSchemaPath($ref) })),
      },
    },
    'text/plain': TEXT,
    'application/x-subrip': TEXT,
    'text/vtt': TEXT,
    'text/event-stream': TEXT,
  },
};

/** OpenAI's interface to speech that is heard. */
@ApiTags('OpenAI')
@Controller('v1/audio')
export class AudioController {
  constructor(private readonly transcriptions: TranscriptionsService) {}

  @ApiOperation({ summary: 'Text of speech, as OpenAI answers' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { ...formSchema(TranscriptionForm, 'file'), ...STREAM_RULE } })
  @ApiExtraModels(TranscriptionReply, VerboseReply, DiarizedReply)
  @ApiOkResponse(TRANSCRIPT)
  @Needs('submit')
  @Post('transcriptions')
  @HttpCode(200)
  async transcribe(
    @Req() request: FastifyRequest,
    @FromHeaders(CallHeaders) headers: CallHeaders,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.transcriptions.answer('transcribe', request, headers, reply);
  }

  @ApiOperation({ summary: 'Text of speech, translated into English' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { ...formSchema(TranslationForm, 'file'), ...STREAM_RULE } })
  @ApiOkResponse(TRANSCRIPT)
  @Needs('submit')
  @Post('translations')
  @HttpCode(200)
  async translate(
    @Req() request: FastifyRequest,
    @FromHeaders(CallHeaders) headers: CallHeaders,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.transcriptions.answer('translate', request, headers, reply);
  }
}
