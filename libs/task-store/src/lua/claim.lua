--#include common.lua
-- Begins an attempt for a job. A job carries the fence under which it was queued; any other fence makes it stale.
-- KEYS: 1 task, 2 events, 3 workflow, 4 fence counter, 5 outbox, 6 heartbeats, 7 index queued, 8 index running
-- ARGV: 1 task id, 2 fence of the job, 3 claim token, 4 worker, 5 heartbeat timeout ms, 6 events max,
--       7.. fields of the record to return
-- Returns {'claimed', values of those fields, workflow}, or {'gone'} | {'final'} | {'stale'} | {'live'} | {'late'}
local r = redis.call('HMGET', KEYS[1], 'status', 'fence', 'claim_token', 'number', 'attempt', 'seq', 'task_name', 'input')
local status, fence = r[1], r[2]
if not status then return { 'gone' } end
local function claimed()
  return { 'claimed', redis.call('HMGET', KEYS[1], unpack(ARGV, 7)), redis.call('HGETALL', KEYS[3]) }
end
if status == 'running' then
  if r[3] == ARGV[3] then return claimed() end -- the reply to this very claim was lost
  local deadline = redis.call('ZSCORE', KEYS[6], ARGV[1])
  if deadline and tonumber(deadline) > now_ms() then return { 'live' } end
  return { 'late' }
end
if status ~= 'queued' then return { 'final' } end
if fence ~= ARGV[2] then return { 'stale' } end
local now = now_ms()
local next_fence = redis.call('INCR', KEYS[4])
local attempt = r[5] + 1
local seq = r[6] + 1
redis.call('HSET', KEYS[1], 'status', 'running', 'fence', next_fence, 'attempt', attempt, 'claim_token', ARGV[3],
  'executed_on', ARGV[4], 'started_at', int(now), 'progress', 0, 'error', '', 'seq', seq)
move(KEYS[7], KEYS[8], ARGV[1], r[4])
redis.call('ZREM', KEYS[5], ARGV[1])
redis.call('ZADD', KEYS[6], int(now + ARGV[5]), ARGV[1])
put_stage(KEYS[3], r[7], 'RUNNING', stage_text('RUNNING', ARGV[1], r[8], nil, nil, attempt, int(now), nil))
add_event(KEYS[2], ARGV[6], seq, now, 'started', ARGV[4], '{"attempt":' .. attempt .. ',"fence":' .. int(next_fence) .. '}')
redis.call('PUBLISH', KEYS[2], seq)
return claimed()
