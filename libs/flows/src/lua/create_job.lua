--#include common.lua
-- Stores a job whose first item waits in a slot.
-- KEYS: 1 job, 2 flow, 3 idempotency key, or the job again, 4 events, 5 counter of numbers, 6 jobs of the flow
-- ARGV: 1 job id, 2 flow id, 3 version, 4 stem of the lists of jobs, 5 slot, 6 item `<id> <JSON>`, 7 ms it may take, or '',
--       8 events max, 9 ttl ms of the idempotency key, 10 digest of the request, 11 producer, 12.. further fields as pairs
-- Returns {'created', hints} or {'exists' | 'differs', id of the job} or {'gone'}
if KEYS[3] ~= KEYS[1] then
  local known = redis.call('GET', KEYS[3])
  if known then
    local id, digest = string.match(known, '^(%S+) (%S+)$')
    return { digest == ARGV[10] and 'exists' or 'differs', id }
  end
end
if redis.call('EXISTS', KEYS[2]) == 0 then return { 'gone' } end
local number = int(math.max((redis.call('GET', KEYS[5]) or 0) + 1, now))
redis.call('SET', KEYS[5], number)
redis.call('HSET', J, 'job_id', ARGV[1], 'flow_id', ARGV[2], 'version', ARGV[3], 'state', 'running', 'number', number,
  'created_at', int(now), 'queued', 0, 'open', 0, 'acts_made', 0, 'seq', 0, 'entered', 1, unpack(ARGV, 12))
if ARGV[7] ~= '' then redis.call('HSET', J, 'deadline', int(now + ARGV[7])) end
local owner = redis.call('HGET', J, 'owner')
redis.call('ZADD', ARGV[4] .. 'running', number, ARGV[1])
if owner then redis.call('ZADD', ARGV[4] .. 'running:' .. owner, number, ARGV[1]) end
redis.call('ZADD', KEYS[6], number, ARGV[1])
if KEYS[3] ~= KEYS[1] then redis.call('SET', KEYS[3], ARGV[1] .. ' ' .. ARGV[10], 'PX', ARGV[9]) end
event(KEYS[4], ARGV[8], 'created', ARGV[11], '{}')
event(KEYS[4], ARGV[8], 'started', ARGV[11], '{}')
put(ARGV[5], ARGV[6])
hint(routine_of(ARGV[5]))
tell()
return { 'created', hints }
