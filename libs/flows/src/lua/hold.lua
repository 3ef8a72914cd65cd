--#include common.lua
-- An activation stops before it works, because of a breakpoint or a step; the job is paused and keeps its place.
-- KEYS: 1 job, 2 events
-- ARGV: 1 n, 2 fence, 3 engine, 4 session (JSON), 5 events max, 6 stem of the lists of jobs
-- Returns 'ok' | 'lost'
local act = act_key(ARGV[1])
local a = redis.call('HMGET', act, 'fence', 'routine', 'state')
local state = redis.call('HGET', J, 'state')
if a[1] ~= ARGV[2] or a[3] ~= 'running' then return 'lost' end
redis.call('HSET', act, 'state', 'held')
redis.call('ZREM', ACTS, a[2] .. ' ' .. ARGV[1])
-- found again when the job goes on
redis.call('ZADD', WAITS, int(now), a[2] .. ' ' .. ARGV[1])
if state == 'running' then
  move(ARGV[6], 'paused')
  redis.call('HSET', J, 'session', ARGV[4])
  redis.call('HDEL', J, 'step')
  local deadline = redis.call('HGET', J, 'deadline')
  if deadline then redis.call('HSET', J, 'left_ms', int(math.max(0, deadline - now))) end
  event(KEYS[2], ARGV[5], 'progress', ARGV[3], '{"paused":"breakpoint","session":' .. ARGV[4] .. '}')
end
tell()
return 'ok'
