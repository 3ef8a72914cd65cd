#!lua flags=allow-oom
--#include common.lua
-- An activation failed and is tried again later, by any engine; it keeps what it took.
-- KEYS: 1 job, 2 events
-- ARGV: 1 n, 2 fence, 3 engine, 4 ms until then, 5 error (JSON), 6 events max
-- Returns {'ok' | 'lost', hints}
local act = act_key(ARGV[1])
local a = redis.call('HMGET', act, 'fence', 'routine', 'state')
if a[1] ~= ARGV[2] or a[3] ~= 'running' then return { 'lost', hints } end
local member = a[2] .. ' ' .. ARGV[1]
redis.call('HINCRBY', act, 'tries', 1)
redis.call('HSET', act, 'state', 'waiting')
redis.call('ZREM', ACTS, member)
redis.call('ZADD', WAITS, int(now + ARGV[4]), member)
count('err ' .. a[2], 1)
event(KEYS[2], ARGV[6], 'retry', ARGV[3], '{"routine_id":"' .. a[2] .. '","error":' .. ARGV[5] .. '}')
hint_at(a[2], now + ARGV[4])
tell()
return { 'ok', hints }
