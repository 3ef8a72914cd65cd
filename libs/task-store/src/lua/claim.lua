--#include common.lua
--#include context.lua
--#include turns.lua
-- Begins an attempt at a queued task, for the delivery of its job.
-- KEYS: 1 task, 2 heartbeats, 3 outbox, 4 task that ran alone in that process until now, or the same task again, 5 expiries,
--       6 loads of API keys
-- ARGV: 1 task id, 2 fence of the job, 3 delivery, 4 worker, 5 heartbeat timeout ms, 6 events max, 7-10 stems of tasks, events,
--       workflows, indexes, 11 company: '0' others run in that process, '1' none does, '2' none will, 12 lease of the GPU it has, or '',
--       13 stem of turns, 14 channel that wakes the monitor
-- __FIELDS__ begin with status, fence, attempt, seq, task_name, number, workflow_id, suspect, expires_at, owner, queue,
-- priority, turn
-- Returns {values as they were, fence, attempt, start, context}, or {} for a job that is not the one the task waits for, or
-- {'suspect'} for a task that must run alone
local PARKED_MS = 60000
local id, stem_task, stem_events, stem_workflow, stem_index = ARGV[1], ARGV[7], ARGV[8], ARGV[9], ARGV[10]
local r = redis.call('HMGET', KEYS[1], __FIELDS__)
if r[1] == 'running' then
  local begun = redis.call('HMGET', KEYS[1], 'delivery', 'started_at')
  if begun[1] ~= ARGV[3] then return {} end
  -- the reply to this very claim was lost
  return { r, r[2], tonumber(r[3]), begun[2], context_of(stem_workflow .. r[7], stem_task, id) }
end
if r[1] ~= 'queued' or r[2] ~= ARGV[2] then return {} end
local now = now_ms()
local fence, attempt, seq = next_fence(r[2], now), (r[3] or 0) + 1, r[4] + 1
if r[9] and tonumber(r[9]) <= now then return {} end -- the monitor ends it
if r[8] == '1' and ARGV[11] ~= '2' then return { 'suspect' } end
local most = r[10] and redis.call('HGET', KEYS[6], r[10] .. ':most_running')
if most and tonumber(redis.call('HGET', KEYS[6], r[10] .. ':running') or 0) >= tonumber(most) then
  -- it gets another job when one of its key has ended; the monitor looks after it in any case
  redis.call('HSET', KEYS[1], 'fence', int(fence), 'released_from', ARGV[2], 'due_at', int(now), 'parked', 1, 'reason',
    'waiting until its API key has fewer than ' .. most .. ' tasks running')
  redis.call('ZADD', KEYS[6] .. ':parked:' .. r[10], r[6], id)
  redis.call('ZADD', KEYS[3], int(now + PARKED_MS), id)
  redis.call('HSET', KEYS[6], 'outbox', KEYS[3], 'wake', ARGV[14])
  return {}
end
if r[9] then
  redis.call('HDEL', KEYS[1], 'expires_at')
  redis.call('ZREM', KEYS[5], id)
end
if r[13] then begin_turn(ARGV[13] .. r[11], r[12], r[13]) end
redis.call('HSET', KEYS[1], 'status', 'running', 'fence', int(fence), 'attempt', attempt, 'seq', seq, 'executed_on', ARGV[4],
  'started_at', int(now), 'progress', 0, 'ran_ms', 0, 'error', '', 'alone', ARGV[11], 'lease', ARGV[12], 'delivery', ARGV[3])
if KEYS[4] ~= KEYS[1] and redis.call('HGET', KEYS[4], 'executed_on') == ARGV[4] then redis.call('HSET', KEYS[4], 'alone', 0) end
redis.call('HDEL', KEYS[1], 'reason', 'parked', 'turn')
redis.call('ZREM', KEYS[3], id)
local index = stem_index .. r[5]
move(index .. ':queued', index .. ':running', id, r[6], r[10])
redis.call('ZADD', KEYS[2], int(now + ARGV[5]), id)
add_event(stem_events .. id, ARGV[6], seq, now, 'started', ARGV[4],
  '{"attempt":' .. attempt .. ',"fence":' .. int(fence) .. '}')
return { r, int(fence), attempt, int(now), context_of(stem_workflow .. r[7], stem_task, id) }
