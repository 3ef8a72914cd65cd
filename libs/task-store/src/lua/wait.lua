-- Says what a queued task waits for whose job a worker has.
-- KEYS: 1 task
-- ARGV: 1 fence of the job, 2 reason
-- Returns 'ok' | 'lost' (the task does not wait for this job)
local r = redis.call('HMGET', KEYS[1], 'status', 'fence')
if r[1] ~= 'queued' or r[2] ~= ARGV[1] then return 'lost' end
redis.call('HSET', KEYS[1], 'reason', ARGV[2])
return 'ok'
