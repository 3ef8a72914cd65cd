-- How many tasks stand before one in each of some sets; a pipeline would say the same at several times the cost.
-- KEYS: index queued of every task name of the service
-- ARGV: 1 number of the task
-- Returns a count per key
local counts = {}
for i = 1, #KEYS do counts[i] = redis.call('ZCOUNT', KEYS[i], '-inf', '(' .. ARGV[1]) end
return counts
