--#include common.lua
-- A node hands a task back that it cannot end; no try is counted.
-- ARGV: 1 seed, 2 task id, 3 lease, 4 why, 5 id of the key or '', 6 '1' for an admin
-- Returns 'returned' | 'lost' | 'none'
local now, id = now_ms(), ARGV[2]
local r = redis.call('HMGET', TASK .. id, 'status', 'lease', 'node')
if not r[1] then return 'none' end
if r[1] ~= 'running' or r[2] ~= ARGV[3] or refusal(r[3], ARGV[5], ARGV[6]) then return 'lost' end
redis.call('HINCRBY', TASK .. id, 'tries', -1)
-- it does not come back to the same node at once
stop_waiting(r[3], redis.call('HGET', NODE .. r[3], 'room'))
requeue(id, now, ARGV[1], 'retry', r[3], { node_id = r[3], reason = ARGV[4] })
return 'returned'
