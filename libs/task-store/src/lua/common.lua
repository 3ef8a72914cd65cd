-- What every transition shares. A record is the hash KEYS[1] of each script, its events the stream KEYS[2].

local function int(n) return string.format('%.0f', n) end

local function now_ms()
  local t = redis.call('TIME')
  return t[1] * 1000 + math.floor(t[2] / 1000)
end

-- Writes one event without announcing it; payload is JSON text.
local function add_event(events, max, seq, now, kind, producer, payload)
  redis.call('XADD', events, 'MAXLEN', max, seq .. '-0', 'type', kind, 'at', int(now), 'by', producer, 'payload', payload)
end

-- Appends the next event of a task and announces it; payload is JSON text.
local function append_event(task, events, max, now, kind, producer, payload)
  local seq = redis.call('HINCRBY', task, 'seq', 1)
  add_event(events, max, seq, now, kind, producer, payload)
  redis.call('PUBLISH', events, seq)
end

local function or_null(value)
  if value and value ~= '' then return value end
  return 'null'
end

local function stage_text(status, id, input, output, error, attempt, started_at, completed_at)
  return '{"status":"' .. status .. '","task_id":"' .. id .. '","input_params":' .. input
    .. ',"output":' .. or_null(output) .. ',"error":' .. or_null(error) .. ',"attempt":' .. attempt
    .. ',"started_at":' .. or_null(started_at) .. ',"completed_at":' .. or_null(completed_at) .. '}'
end

-- Of two tasks of one name the latest success stays the stage.
local function put_stage(workflow, name, status, text)
  local field = 'stage:' .. name
  if status ~= 'SUCCESS' then
    local before = redis.call('HGET', workflow, field)
    if before and string.find(before, '{"status":"SUCCESS"', 1, true) == 1 then return end
  end
  redis.call('HSET', workflow, field, text)
end

-- Writes the stage of a task into its workflow.
local function write_stage(workflow, task, status, now)
  local r = redis.call('HMGET', task, 'task_id', 'task_name', 'input', 'output', 'error', 'attempt', 'started_at', 'completed_at')
  put_stage(workflow, r[2], status, stage_text(status, r[1], r[3], r[4], r[5], r[6], r[7], r[8]))
end

local function move(from, to, task_id, number)
  redis.call('ZREM', from, task_id)
  redis.call('ZADD', to, number, task_id)
end

-- One task of the workflow is final; after the last one its time to live begins.
local function close_in_workflow(workflow, retention, workflow_id, now, ttl_ms)
  if redis.call('HINCRBY', workflow, 'open', -1) <= 0 then
    redis.call('ZADD', retention, int(now + ttl_ms), workflow_id)
  end
end

-- Ends a task: state, error or output, stage, event, retention. `fields` are further pairs for the record.
local function finish(k, id, now, state, stage, event, producer, payload, max, ttl_ms, fields)
  redis.call('HSET', k.task, 'status', state, 'completed_at', int(now), unpack(fields))
  local r = redis.call('HMGET', k.task, 'number', 'workflow_id')
  move(k.from, k.to, id, r[1])
  redis.call('ZREM', k.timers, id)
  write_stage(k.workflow, k.task, stage, now)
  append_event(k.task, k.events, max, now, event, producer, payload)
  close_in_workflow(k.workflow, k.retention, r[2], now, ttl_ms)
end
