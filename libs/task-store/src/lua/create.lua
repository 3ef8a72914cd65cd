--#include common.lua
--#include turns.lua
-- Stores a task that waits for its job. With `reuse` a task that computes the same is looked for: its result is taken at once, or
-- waited for.
-- KEYS: 1 task, 2 workflow, 3 number counter, 4 waiting jobs of its queue, 5 outbox, 6 index queued, 7 retention, 8 expiries,
--       9 events, 10 callbacks, 11 hash of what it computes, or the task again,
--       12 ends, 13 turns of its queue
-- ARGV: 1 task id, 2 task name, 3 workflow id, 4 workflow input_params (JSON), 5 stem of tasks, 6 turns of a priority, 7 ms it may
--       wait for its first attempt, or '', 8 ttl ms, 9 events max, 10 producer, 11 channel that wakes the monitor, 12 API key that
--       owns it, or '', 13 priority, 14 lowest level of its priority, 15.. further fields of the record as pairs
-- Returns {'created', now, number, tasks before it, turn}, {'exists' | 'follows' | 'reused', record}, {'foreign'}: the workflow has
-- another owner, or {'full', tasks that the owner may have waiting}
if redis.call('EXISTS', KEYS[1]) == 1 then
  return { 'exists', redis.call('HGETALL', KEYS[1]) }
end
if redis.call('EXISTS', KEYS[2]) == 1 and (redis.call('HGET', KEYS[2], 'owner') or '') ~= ARGV[12] then return { 'foreign' } end
local owner = ARGV[12] ~= '' and ARGV[12]
if owner then
  local l = redis.call('HMGET', loads_of(KEYS[6]), owner .. ':queued', owner .. ':most_queued')
  if l[2] and tonumber(l[1] or 0) >= tonumber(l[2]) then return { 'full', l[2] } end
end
local now, id, name, stage = now_ms(), ARGV[1], ARGV[2], 'stage:' .. ARGV[2]
local number = int(math.max((redis.call('GET', KEYS[3]) or 0) + 1, now))
redis.call('SET', KEYS[3], number)
redis.call('HSET', KEYS[1], 'task_id', id, 'task_name', name, 'workflow_id', ARGV[3], 'status', 'queued', 'fence', int(now),
  'number', number, 'seq', 2, 'created_at', int(now), unpack(ARGV, 15))
if owner then redis.call('HSET', KEYS[1], 'owner', owner) end
if redis.call('EXISTS', KEYS[2]) == 0 then
  redis.call('HSET', KEYS[2], 'input_params', ARGV[4], 'open', 1, 'task:' .. id, name, stage, id)
  if owner then redis.call('HSET', KEYS[2], 'owner', owner) end
else
  redis.call('HSET', KEYS[2], 'task:' .. id, name)
  if redis.call('HINCRBY', KEYS[2], 'open', 1) == 1 then redis.call('ZREM', KEYS[7], ARGV[3]) end
  -- of two tasks of one name the latest success stays the stage
  local holder = redis.call('HGET', KEYS[2], stage)
  if not holder or redis.call('HGET', ARGV[5] .. holder, 'status') ~= 'succeeded' then
    redis.call('HSET', KEYS[2], stage, id)
  end
end
redis.call('ZADD', KEYS[6], number, id)
if owner then
  redis.call('ZADD', KEYS[6] .. '@' .. owner, number, id)
  count_load(KEYS[6], owner, 1)
end
if ARGV[7] ~= '' then
  redis.call('HSET', KEYS[1], 'expires_at', int(now + ARGV[7]))
  redis.call('ZADD', KEYS[8], int(now + ARGV[7]), id)
  redis.call('PUBLISH', ARGV[11], '')
end
if KEYS[11] ~= KEYS[1] then
  local leader = redis.call('HGET', KEYS[11], 'leader')
  local l = leader and redis.call('HMGET', ARGV[5] .. leader, 'status', 'output', 'workflow_id')
  if leader and l[1] == 'succeeded' then
    local keys = { task = KEYS[1], events = KEYS[9], workflow = KEYS[2], retention = KEYS[7], callbacks = KEYS[10], ends = KEYS[12],
      from = KEYS[6], to = stem(KEYS[6], 'queued') .. 'succeeded' }
    take_over(keys, { id = id, name = name, workflow_id = ARGV[3], number = number, owner = owner }, leader, l[2], now, ARGV[10], ARGV[9], ARGV[8])
    redis.call('ZADD', KEYS[7], 'XX', 'GT', int(now + ARGV[8]), l[3]) -- the files are those of the leader
    return { 'reused', redis.call('HGETALL', KEYS[1]) }
  end
  if leader and l[1] then
    follow(KEYS[11], KEYS[1], id, leader)
    return { 'follows', redis.call('HGETALL', KEYS[1]) }
  end
  redis.call('HSET', KEYS[11], 'leader', id, 'outbox', KEYS[5], 'wake', ARGV[11])
end
expect_job(KEYS[5], id, now)
local turn = take_turn(KEYS[13], ARGV[13], ARGV[12], tonumber(ARGV[6]))
if turn == 'over' then
  local queue = redis.call('HGET', KEYS[1], 'queue')
  begin_turns_anew(KEYS[13], ARGV[13], { outbox = KEYS[5], stem = ARGV[5], queue = queue, wake = ARGV[11] }, now)
  turn = take_turn(KEYS[13], ARGV[13], ARGV[12], tonumber(ARGV[6]))
end
redis.call('HSET', KEYS[1], 'turn', int(turn))
local behind = (ARGV[14] + 3 + math.min(turn, ARGV[6] - 1)) * 4294967296 -- the score of BullMQ's first job behind it
return { 'created', int(now), number, redis.call('ZCOUNT', KEYS[4], '-inf', '(' .. int(behind)), int(turn) }
