#!lua flags=allow-oom
-- Notes which task an activation waits for. One that is over, or that another engine does again, is left as it is.
-- KEYS: 1 activation
-- ARGV: 1 fence, 2 id of the task
if redis.call('HGET', KEYS[1], 'fence') == ARGV[1] then redis.call('HSET', KEYS[1], 'task', ARGV[2]) end
