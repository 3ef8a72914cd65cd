--#include common.lua
-- The request of a node was given up: it gets nothing until it asks again, but keeps its place in the order.
-- ARGV: 1 seed, 2 node
stop_waiting(ARGV[2], redis.call('HGET', NODE .. ARGV[2], 'room'))
redis.call('HDEL', NODE .. ARGV[2], 'asks_until')
local id = redis.call('HGET', NODE .. ARGV[2], 'task')
if id and redis.call('HGET', TASK .. id, 'status') == 'queued' then requeue(id, now_ms(), ARGV[1]) end
return 'ok'
