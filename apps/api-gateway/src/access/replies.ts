import { ApiProperty } from '@nestjs/swagger';
import { SCOPES, type ApiKey, type Scope } from '@switchyard/api-keys';

const TimeOrNull = (description: string): PropertyDecorator =>
  ApiProperty({ type: String, nullable: true, description: `${description} (RFC 3339)` });
const Limit = (description: string): PropertyDecorator =>
  ApiProperty({ type: 'integer', minimum: 0, required: false, description: `${description}; without it, no limit` });

class SessionKeyReply {
  @ApiProperty({ example: '3f9a1c2b' }) id!: string;
  @ApiProperty({ description: 'says to a person what it is for' }) name!: string;
  @ApiProperty({ enum: SCOPES, isArray: true, description: 'what it may do' }) scopes!: Scope[];
  @ApiProperty({ description: 'whether it sees the tasks and files of other keys' }) sees_all!: boolean;
  @TimeOrNull('its end; null: it does not end by itself') expires_at!: string | null;
}

export class SessionReply {
  @ApiProperty({ type: SessionKeyReply, nullable: true, description: 'null while there are no keys' })
  key!: SessionKeyReply | null;
}

export class KeyReply extends SessionKeyReply implements ApiKey {
  @ApiProperty({ description: 'RFC 3339' }) created_at!: string;
  @TimeOrNull('when it was last used; null: never') last_used_at!: string | null;
  @Limit('requests to one route in a minute; RATE_LIMIT of the gateway where it is missing') rate_limit?: number;
  @Limit('tasks that may wait') most_queued?: number;
  @Limit('tasks that may run at the same time') most_running?: number;
  @Limit('bytes of its uploads and results') most_bytes?: number;
}

export class NewKeyReply extends KeyReply {
  @ApiProperty({ description: 'the key itself; it is kept nowhere and not shown again' }) text!: string;
  @ApiProperty({ type: String, nullable: true, description: 'signs the callbacks of its tasks; not shown again' })
  callback_secret!: string | null;
}

export class KeyList {
  @ApiProperty({ type: [KeyReply], description: 'oldest first' }) keys!: KeyReply[];
}

export class KeyRevoked {
  @ApiProperty() id!: string;
  @ApiProperty({ type: 'integer', minimum: 0, description: 'keys that are left' }) keys_left!: number;
}
