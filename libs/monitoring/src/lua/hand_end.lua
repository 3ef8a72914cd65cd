-- Ends a task that was kept alive by hand; that there was one is remembered for a while.
-- KEYS: 1 hand task, 2 hand tasks, 3 hand heartbeats
-- ARGV: 1 task id, 2 ms it is remembered
-- Returns 'ended' | 'none'
if redis.call('HGET', KEYS[1], 'status') ~= 'running' then return 'none' end
redis.call('HSET', KEYS[1], 'status', 'stopped')
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('ZREM', KEYS[3], ARGV[1])
return 'ended'
