--#include common.lua
-- Puts a task that was set aside back into its queue, at its own place.
-- KEYS: 1 task, 2 reservations, 3 queue, 4 bell
-- ARGV: 1 task id, 2 worker that gives it back, or '' when its time is over
-- Returns 'ok' | 'lost' (it is not this worker's, or its time is not over)
local r = redis.call('HMGET', KEYS[1], 'status', 'reserved_by', 'number')
if r[1] ~= 'queued' or not r[2] then
  if ARGV[2] == '' then redis.call('ZREM', KEYS[2], ARGV[1]) end
  return 'lost'
end
if ARGV[2] == '' then
  local deadline = redis.call('ZSCORE', KEYS[2], ARGV[1])
  if deadline and tonumber(deadline) > now_ms() then return 'lost' end
elseif ARGV[2] ~= r[2] then
  return 'lost'
end
redis.call('HDEL', KEYS[1], 'reserved_by', 'reason')
redis.call('ZREM', KEYS[2], ARGV[1])
enqueue(KEYS[3], KEYS[4], ARGV[1], r[3])
return 'ok'
