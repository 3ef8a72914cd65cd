-- Gives the lead up, so that another monitor need not wait for the end of the lease.
-- KEYS: 1 lease; ARGV: 1 monitor
-- Returns 1 when it was ours
if redis.call('HGET', KEYS[1], 'monitor') ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
