--#include common.lua
-- Ends a task that has not ended; the node that runs it hears of it with its next heartbeat.
-- ARGV: 1 seed, 2 task id, 3 producer, 4 ttl ms
-- Returns 'cancelled' | 'none' | the state in which it ended
local now, id = now_ms(), ARGV[2]
local r = redis.call('HMGET', TASK .. id, 'status', 'node')
if not r[1] then return 'none' end
if r[1] ~= 'queued' and r[1] ~= 'running' then return r[1] end
redis.call('HDEL', TASK .. id, 'lease')
count_end(ENDS, now, 'cancelled', 0)
finish(id, now, 'cancelled', ARGV[4], 'cancelled', ARGV[3], {})
tell_task('task_updated', id, 'cancelled', r[2])
return 'cancelled'
