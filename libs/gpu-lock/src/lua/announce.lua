-- A worker process says which device a lock is about. Who serves a device listens to its presence, so that others see it live.
-- KEYS: 1 GPUs, 2 installation
-- ARGV: 1 GPU, 2 its uuid, 3 what is known of it (JSON, with `uuid`), 4 channel of presence up to a uuid, 5 a new installation id
-- Returns {'ok', installation id} | {'taken', uuid of the device that others call by this name}
local text = redis.call('HGET', KEYS[1], ARGV[1])
local known = text and cjson.decode(text).uuid
if known and known ~= ARGV[2] and redis.call('PUBSUB', 'NUMSUB', ARGV[4] .. known)[2] > 0 then return { 'taken', known } end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
redis.call('SET', KEYS[2], ARGV[5], 'NX')
return { 'ok', redis.call('GET', KEYS[2]) }
