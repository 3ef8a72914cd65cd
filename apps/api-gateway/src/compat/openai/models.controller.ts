import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { RequestError, TextField } from '@switchyard/contracts';
import { Needs } from '../../access/needs';
import { Dto } from '../../http/dto';
import { ModelNames } from '../model-names';

class ModelReply {
  @ApiProperty() id!: string;
  @ApiProperty({ enum: ['model'] }) object!: 'model';
  @ApiProperty({ type: 'integer', description: 'Unix seconds; 0: not known' }) created!: number;
  @ApiProperty({ enum: ['switchyard'] }) owned_by!: 'switchyard';
}

class ModelList {
  @ApiProperty({ enum: ['list'] }) object!: 'list';
  @ApiProperty({ type: [ModelReply] }) data!: ModelReply[];
}

@Dto()
class ModelParams {
  @TextField({ description: 'a model; names with a slash are written with %2F', maxLength: 200 })
  model!: string;
}

/** The models of OpenAI's interface. */
@ApiTags('OpenAI')
@Controller('v1/models')
export class ModelsController {
  constructor(private readonly names: ModelNames) {}

  @ApiOperation({ summary: 'Models that live workers have, and the names that stand for them' })
  @ApiOkResponse({ type: ModelList })
  @Needs('read')
  @Get()
  async list(): Promise<ModelList> {
    return { object: 'list', data: (await this.names.all()).map(replyOf) };
  }

  @ApiOperation({ summary: 'One of these models' })
  @ApiOkResponse({ type: ModelReply })
  @Needs('read')
  @Get(':model')
  async show(@Param() { model }: ModelParams): Promise<ModelReply> {
    const names = await this.names.all();
    if (!names.includes(model))
      throw new RequestError('MODEL_NOT_FOUND', `the model ${model} does not exist`, `there are: ${names.join(', ')}`);
    return replyOf(model);
  }
}

const replyOf = (id: string): ModelReply => ({ id, object: 'model', created: 0, owned_by: 'switchyard' });
