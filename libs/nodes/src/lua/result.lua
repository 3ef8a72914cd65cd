--#include common.lua
-- What an attempt came to, once, and only under the lease that holds.
-- ARGV: 1 seed, 2 task id, 3 lease, 4 'completed' | 'failed' | 'timed_out', 5 result, 6 '1' when it is cut, 7 execution ms,
--       8 error message, 9 id of the key or '', 10 '1' for an admin, 11 ttl ms
-- Returns 'recorded' | 'again' | 'lost' | 'none'
local now, id, status = now_ms(), ARGV[2], ARGV[4]
local r = redis.call('HMGET', TASK .. id, 'status', 'lease', 'node', 'recorded')
if not r[1] then return 'none' end
local node = r[3]
if r[2] ~= ARGV[3] or refusal(node, ARGV[9], ARGV[10]) then return 'lost' end
if r[4] == ARGV[3] then return 'again' end
if r[1] ~= 'running' then return 'lost' end
local deadline = tonumber(redis.call('ZSCORE', DEADLINES, node) or 0)
if deadline < now and tonumber(redis.call('HGET', WATCH, 'grace_until') or 0) < now then return 'lost' end
redis.call('HSET', TASK .. id, 'result', ARGV[5], 'truncated', ARGV[6], 'execution_ms', ARGV[7], 'error_message', ARGV[8],
  'recorded', ARGV[3])
count_end(ENDS, now, status == 'completed' and 'succeeded' or status, status == 'completed' and tonumber(ARGV[7]) or 0)
finish(id, now, status, ARGV[11], status == 'timed_out' and 'hard_timeout' or status, node,
  { node_id = node, execution_time = ARGV[7] / 1000 })
redis.call('HINCRBY', NODE .. node, 'compute_ms', int(tonumber(ARGV[7])))
if status == 'completed' then
  redis.call('ZADD', CONTRIBUTION, redis.call('HINCRBY', NODE .. node, 'completed_tasks', 1), node)
end
tell_task(status == 'completed' and 'task_completed' or 'task_failed', id, status, node)
return 'recorded'
