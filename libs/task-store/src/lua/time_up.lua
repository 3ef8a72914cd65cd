#!lua flags=allow-oom
-- An attempt is over its hard limit, and its worker has not ended it: the answer to its next sign of life tells the worker to.
-- KEYS: 1 task
-- ARGV: 1 fence
-- Returns 'ok' | 'lost'
local r = redis.call('HMGET', KEYS[1], 'status', 'fence')
if r[1] ~= 'running' or r[2] ~= ARGV[1] then return 'lost' end
redis.call('HSET', KEYS[1], 'time_up', r[2])
return 'ok'
